package dev.portcullis.agent.local;

/**
 * So many of something a second, and at most a burst at once. Times are nanoseconds of one clock
 * that never goes back. Not for several threads.
 */
final class Budget {

  private static final double NANOS_PER_SECOND = 1e9;

  private final double perNano;
  private final double burst;
  private double left;
  private long filledAt;

  Budget(double perSecond, double burst, long now) {
    this.perNano = perSecond / NANOS_PER_SECOND;
    this.burst = burst;
    this.left = burst;
    this.filledAt = now;
  }

  /** Takes one, if it can be had at {@code now}. */
  boolean takes(long now) {
    left = Math.min(burst, left + Math.max(0, now - filledAt) * perNano);
    filledAt = now;
    if (left < 1) {
      return false;
    }
    left -= 1;
    return true;
  }
}
