package dev.portcullis.ota.fetch.coap;

import java.time.Duration;

/** The measured round trip, smoothed, and how long to wait for an answer (RFC 6298, section 2). */
final class RoundTrip {

  private static final long UNKNOWN = Duration.ofSeconds(2).toNanos();
  private static final long LEAST_WAIT = Duration.ofMillis(200).toNanos();
  private static final long LONGEST_WAIT = Duration.ofSeconds(10).toNanos();

  private long smoothed;
  private long variation;
  private long least = Long.MAX_VALUE;

  /** A request was answered after so many nanoseconds. */
  void measured(long nanos) {
    least = Math.min(least, nanos);
    if (smoothed == 0) {
      smoothed = nanos;
      variation = nanos / 2;
    } else {
      variation += (Math.abs(smoothed - nanos) - variation) / 4;
      smoothed += (nanos - smoothed) / 8;
    }
  }

  boolean isKnown() {
    return smoothed > 0;
  }

  long smoothed() {
    return isKnown() ? smoothed : UNKNOWN;
  }

  /** Whether answers wait in queues on their way. */
  boolean isQueueing() {
    return isKnown() && smoothed > 2 * least + LEAST_WAIT;
  }

  /** After how long the request sent for the {@code attempt}th time is not waited for. */
  long wait(int attempt) {
    long first = isKnown() ? smoothed + 4 * variation : UNKNOWN;
    return Math.min(Math.max(first, LEAST_WAIT) << Math.min(attempt - 1, 6), LONGEST_WAIT);
  }
}
