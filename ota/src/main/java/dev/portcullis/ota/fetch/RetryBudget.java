package dev.portcullis.ota.fetch;

import java.time.Duration;

/**
 * How often a transfer is taken up again, and after what time.
 *
 * @param failures in a row, without anything new that was stored between them; at least 1
 * @param firstPause after the first; each further one is twice as long
 * @param longestPause at most
 */
public record RetryBudget(int failures, Duration firstPause, Duration longestPause) {

  /** A car drives through tunnels and parks below the ground. */
  public static final RetryBudget MOBILE =
      new RetryBudget(8, Duration.ofSeconds(1), Duration.ofMinutes(2));

  private static final int MOST_DOUBLINGS = 20;

  /** How long to wait after the {@code failure}th failure in a row, counted from 1. */
  public Duration pauseAfter(int failure) {
    var pause = firstPause.multipliedBy(1L << Math.min(failure - 1, MOST_DOUBLINGS));
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
