package dev.portcullis.ota.fetch.coap;

import java.util.Arrays;
import java.util.Optional;

/** The sizes of blocks there are (RFC 7959, section 2.2), smallest first. */
public enum BlockSize {
  /** 16 bytes. */
  B16(0),
  /** 32 bytes. */
  B32(1),
  /** 64 bytes. */
  B64(2),
  /** 128 bytes. */
  B128(3),
  /** 256 bytes. */
  B256(4),
  /** 512 bytes. */
  B512(5),
  /** 1024 bytes: the largest that fits every link together with its headers. */
  B1024(6);

  private static final int SMALLEST_EXPONENT = 4;

  /** Block numbers have 20 bits. */
  private static final long MOST_BLOCKS = 1L << 20;

  private final int exponent;

  BlockSize(int exponent) {
    this.exponent = exponent;
  }

  /** The size a block option says; 7 is for reliable transports alone. */
  static Optional<BlockSize> ofExponent(int exponent) {
    return Arrays.stream(values()).filter(each -> each.exponent == exponent).findFirst();
  }

  /** What a block option says. */
  int exponent() {
    return exponent;
  }

  int bytes() {
    return 1 << (exponent + SMALLEST_EXPONENT);
  }

  /** The longest file that can be asked for in blocks of this size. */
  long longestFile() {
    return MOST_BLOCKS * bytes();
  }
}
