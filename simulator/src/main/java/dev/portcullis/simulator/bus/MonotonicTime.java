package dev.portcullis.simulator.bus;

import java.time.Duration;

/**
 * A point on a clock that only runs forward, in nanoseconds since an arbitrary origin. Points of
 * one clock compare with each other, as those of {@link System#nanoTime} do: by their difference.
 */
public record MonotonicTime(long nanos) implements Comparable<MonotonicTime> {

  /** The point {@code later} after this one; a negative duration gives an earlier one. */
  public MonotonicTime plus(Duration later) {
    return new MonotonicTime(nanos + later.toNanos());
  }

  /** How long from this point to {@code other}; negative if {@code other} is earlier. */
  public Duration until(MonotonicTime other) {
    return Duration.ofNanos(other.nanos - nanos);
  }

  /** The later one of both. */
  public MonotonicTime orLater(MonotonicTime other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public int compareTo(MonotonicTime other) {
    return Long.signum(nanos - other.nanos);
  }
}
