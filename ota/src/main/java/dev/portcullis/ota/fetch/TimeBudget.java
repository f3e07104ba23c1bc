package dev.portcullis.ota.fetch;

import java.time.Duration;

/**
 * How long a file may take, so that one that trickles is cut off however long it is.
 *
 * @param silence without a byte
 * @param start for a file of no length
 * @param bytesPerSecond what a file must come at besides
 */
public record TimeBudget(Duration silence, Duration start, long bytesPerSecond) {

  /** A bad mobile link does better than this. */
  public static final TimeBudget MOBILE =
      new TimeBudget(Duration.ofSeconds(20), Duration.ofSeconds(60), 4096);

  /** For a file of at most {@code limit} bytes. */
  public Duration of(long limit) {
    return start.plusSeconds(limit / bytesPerSecond);
  }
}
