package dev.portcullis.can.secoc;

/** Whether a profile has freshness, and how much of it travels. */
public sealed interface FreshnessLengths {

  /**
   * No freshness at all, as in profile 2. What was recorded once can be played back for ever: fit
   * for what does no harm when it is old.
   */
  record None() implements FreshnessLengths {}

  /**
   * A counter of which the low bits are sent.
   *
   * @param fullBits 8 to 64, all of them authenticated (SecOCFreshnessValueLength)
   * @param sentBits 0 to {@code fullBits} (SecOCFreshnessValueTruncLength)
   */
  record Counted(int fullBits, int sentBits) implements FreshnessLengths {

    /** The shortest counter. */
    public static final int LEAST_FULL_BITS = 8;

    /** Checks the ranges. */
    public Counted {
      if (fullBits < LEAST_FULL_BITS || fullBits > Long.SIZE) {
        throw new IllegalArgumentException("a freshness value has 8 to 64 bits, not " + fullBits);
      }
      if (sentBits < 0 || sentBits > fullBits) {
        throw new IllegalArgumentException(sentBits + " bits sent of " + fullBits);
      }
    }

    /** The last value of the counter. It does not wrap: after it a new key is due. */
    FreshnessValue greatest() {
      return new FreshnessValue(lowBits(fullBits));
    }

    /** A mask of the bits that are sent. */
    long sentMask() {
      return lowBits(sentBits);
    }

    private static long lowBits(int bits) {
      return bits == 0 ? 0 : -1L >>> (Long.SIZE - bits);
    }
  }

  /** How many bits travel. */
  default int sentBits() {
    return switch (this) {
      case None() -> 0;
      case Counted(_, int sentBits) -> sentBits;
    };
  }
}
