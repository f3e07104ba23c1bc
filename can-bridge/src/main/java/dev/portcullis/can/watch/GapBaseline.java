package dev.portcullis.can.watch;

/**
 * How frames of a message followed each other, in nanoseconds.
 *
 * @param count how many gaps there were, above zero
 * @param deviation the standard deviation
 */
public record GapBaseline(long count, long mean, long deviation, long shortest, long longest) {

  private static final long ENOUGH = 20;

  /** Checks that the numbers go together; a codec measures what it reads before. */
  public GapBaseline {
    if (!isPossible(count, mean, deviation, shortest, longest)) {
      throw new IllegalArgumentException(count + ": " + shortest + ", " + mean + ", " + longest);
    }
  }

  /** Whether a recording could have had these gaps. */
  static boolean isPossible(long count, long mean, long deviation, long shortest, long longest) {
    return count > 0
        && shortest >= 0
        && mean >= Math.max(1, shortest)
        && longest >= mean
        && longest <= BaselineCodec.LONGEST_GAP
        && deviation >= 0
        && deviation <= BaselineCodec.LONGEST_GAP;
  }

  /** Whether it is sent by a clock; a few frames more for events do not change that. */
  public boolean isPeriodic() {
    return count >= ENOUGH && deviation * 3 <= mean;
  }
}
