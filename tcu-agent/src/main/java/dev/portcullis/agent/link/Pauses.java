package dev.portcullis.agent.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The waits between attempts: exponential, capped, and drawn at random (see {@link
 * LinkSettings.BackOff}).
 */
final class Pauses {

  private static final int MOST_DOUBLINGS = 30;

  private final long min;
  private final long max;
  private final RandomGenerator jitter;

  Pauses(LinkSettings.BackOff backOff, RandomGenerator jitter) {
    this.min = backOff.min().toNanos();
    this.max = backOff.max().toNanos();
    this.jitter = jitter;
  }

  /** The wait after {@code failures} failures in a row, from one. */
  Duration after(int failures) {
    long ceiling = min;
    for (int i = 1; i < Math.min(failures, MOST_DOUBLINGS) && ceiling < max; i++) {
      ceiling = Math.min(max, 2 * ceiling);
    }
    return Duration.ofNanos(min + jitter.nextLong(ceiling - min + 1));
  }
}
