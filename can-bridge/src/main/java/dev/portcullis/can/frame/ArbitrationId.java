package dev.portcullis.can.frame;

import java.util.Locale;

/**
 * What a frame is named by on the bus (ISO 11898-1): 11 bits or 29 bits. The two formats are two
 * types because 0x123 of one is another frame than 0x123 of the other; code that dropped the format
 * let an extended frame pass for a standard one.
 */
public sealed interface ArbitrationId {

  /** The id's bits as a number, without any flag of an operating system. */
  int value();

  /**
   * The base format.
   *
   * @param value 11 bits
   */
  record Standard(int value) implements ArbitrationId {

    /** The largest one. */
    public static final int MAX = 0x7FF;

    /** Checks the range; untrusted ids are measured by their codec before they get here. */
    public Standard {
      checkRange(value, MAX);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%03X", value);
    }
  }

  /**
   * The extended format.
   *
   * @param value 29 bits
   */
  record Extended(int value) implements ArbitrationId {

    /** The largest one. */
    public static final int MAX = 0x1FFF_FFFF;

    /** Checks the range; untrusted ids are measured by their codec before they get here. */
    public Extended {
      checkRange(value, MAX);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%08X", value);
    }
  }

  private static void checkRange(int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException("an id of 0 to " + max + ", not " + value);
    }
  }
}
