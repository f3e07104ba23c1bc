package dev.portcullis.can.frame;

import java.util.OptionalInt;

/**
 * Data length codes (ISO 11898-1, table 5): the code and the length are the same up to 8; in CAN FD
 * the codes 9 to 15 mean 12 to 64 bytes.
 */
public final class Dlc {

  /** The most bytes a classic frame carries. */
  public static final int MAX_CLASSIC_LENGTH = 8;

  /** The most bytes an FD frame carries. */
  public static final int MAX_FD_LENGTH = 64;

  private static final int[] FD_LENGTHS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 48, 64};

  private Dlc() {}

  /** How many bytes an FD frame of code 0 to 15 carries; empty for any other number. */
  public static OptionalInt fdLength(int code) {
    return code < 0 || code >= FD_LENGTHS.length
        ? OptionalInt.empty()
        : OptionalInt.of(FD_LENGTHS[code]);
  }

  /** The code of an FD frame of exactly {@code length} bytes; empty where there is none. */
  public static OptionalInt fdCode(int length) {
    for (int code = 0; code < FD_LENGTHS.length; code++) {
      if (FD_LENGTHS[code] == length) {
        return OptionalInt.of(code);
      }
    }
    return OptionalInt.empty();
  }
}
