package dev.portcullis.crypto.cbor;

/** The initial byte of an item: three bits of major type, five of additional information. */
final class Major {

  static final int UINT = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int MAP = 5;
  static final int TAG = 6;
  static final int SIMPLE = 7;

  static final int SHIFT = 5;
  static final int INFORMATION_MASK = 0x1f;
  static final int LAST_IMMEDIATE = 23;
  static final int ONE_BYTE = 24;
  static final int EIGHT_BYTES = 27;
  static final int INDEFINITE = 31;
  static final int BREAK = 0xff;
  static final int LONGEST_HEAD = 9;

  private static final long ONE_BYTE_MASK = 0xffL;
  private static final long TWO_BYTES_MASK = 0xffffL;
  private static final long FOUR_BYTES_MASK = 0xffff_ffffL;

  private Major() {}

  /** How many bytes follow the initial byte in the shortest form of {@code bits}: 0, 1, 2, 4, 8. */
  static int followingBytes(long bits) {
    if (bits >= 0 && bits <= LAST_IMMEDIATE) {
      return 0;
    }
    if ((bits & ~ONE_BYTE_MASK) == 0) {
      return Byte.BYTES;
    }
    if ((bits & ~TWO_BYTES_MASK) == 0) {
      return Short.BYTES;
    }
    return (bits & ~FOUR_BYTES_MASK) == 0 ? Integer.BYTES : Long.BYTES;
  }

  /** The additional information, 24 to 27, that announces 1, 2, 4 or 8 following bytes. */
  static int information(int following) {
    return ONE_BYTE + Integer.numberOfTrailingZeros(following);
  }

  /** How many bytes additional information 24 to 27 announces. */
  static int announced(int information) {
    return 1 << (information - ONE_BYTE);
  }
}
