package dev.portcullis.agent.fresh;

import dev.portcullis.crypto.message.Counter;

/**
 * Which counters of one key were used: the highest, and the 63 below it. A value; {@link #with}
 * gives the next one. Counters are unsigned and never zero, so no counter means "off".
 *
 * <p>It only answers. Whoever asks commits the next window, durably, once every signature held.
 *
 * @param highest the highest counter used, unsigned; 0 before the first
 * @param used bit {@code n} says that the counter {@code highest - n} was used
 */
public record ReplayWindow(long highest, long used) {

  /** How many counters, the highest included, the window tells apart. */
  public static final int WIDTH = 64;

  /** What a window says of a counter. */
  public enum Verdict {
    /** Never seen, and not too old. */
    NEW,
    /** Seen, and still inside the window. */
    USED,
    /** So far behind the highest that the window cannot tell any more. */
    STALE
  }

  /** The window of a key that has signed nothing yet. */
  public static ReplayWindow unused() {
    return new ReplayWindow(0, 0);
  }

  /** Whether {@code counter} was used. */
  public Verdict verdict(Counter counter) {
    long value = counter.bits();
    if (Long.compareUnsigned(value, highest) > 0) {
      return Verdict.NEW;
    }
    long behind = highest - value;
    if (Long.compareUnsigned(behind, WIDTH) >= 0) {
      return Verdict.STALE;
    }
    return (used >>> behind & 1) == 0 ? Verdict.NEW : Verdict.USED;
  }

  /**
   * The window after {@code counter} was used.
   *
   * @throws IllegalArgumentException if the counter is not {@link Verdict#NEW}
   */
  public ReplayWindow with(Counter counter) {
    if (verdict(counter) != Verdict.NEW) {
      throw new IllegalArgumentException("not a new counter: " + counter);
    }
    long value = counter.bits();
    if (Long.compareUnsigned(value, highest) > 0) {
      long ahead = value - highest;
      // Java shifts by the low six bits only: a shift of 64 would keep what must be forgotten.
      long shifted = Long.compareUnsigned(ahead, WIDTH) >= 0 ? 0 : used << ahead;
      return new ReplayWindow(value, shifted | 1);
    }
    return new ReplayWindow(highest, used | 1L << (highest - value));
  }
}
