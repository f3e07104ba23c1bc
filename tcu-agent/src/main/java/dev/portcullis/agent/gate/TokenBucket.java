package dev.portcullis.agent.gate;

import java.time.Duration;

/**
 * So many of something in each time: full at the start, filled up evenly, never beyond its size.
 * Times are nanoseconds of one clock that never goes back. Not for several threads.
 */
final class TokenBucket {

  private final double size;
  private final double perNano;
  private double tokens;
  private long filledAt;

  TokenBucket(long size, Duration window, long now) {
    this.size = size;
    this.perNano = (double) size / window.toNanos();
    this.tokens = size;
    this.filledAt = now;
  }

  /** Whether one more can be had at {@code now}; it is not taken yet. */
  boolean has(long now) {
    fill(now);
    return tokens >= 1;
  }

  /** Takes one. */
  void take(long now) {
    fill(now);
    tokens = Math.max(0, tokens - 1);
  }

  /** How long until one can be had, zero where it can be had at {@code now}. */
  Duration shortage(long now) {
    fill(now);
    return tokens >= 1 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano));
  }

  private void fill(long now) {
    tokens = Math.min(size, tokens + Math.max(0, now - filledAt) * perNano);
    filledAt = now;
  }
}
