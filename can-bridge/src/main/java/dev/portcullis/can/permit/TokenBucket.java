package dev.portcullis.can.permit;

/** A rate in progress: whole tokens and the time since the last one was earned. */
final class TokenBucket {

  private static final long SECOND = 1_000_000_000L;

  private final Rate rate;
  private final long nanosPerToken;
  private long tokens;
  private long earnedUntil;

  TokenBucket(Rate rate, long now) {
    this.rate = rate;
    this.nanosPerToken = SECOND / rate.perSecond();
    this.tokens = rate.burst();
    this.earnedUntil = now;
  }

  /** Takes one token; whether there was one. {@code now} is never before that of another call. */
  boolean take(long now) {
    long earned = (now - earnedUntil) / nanosPerToken;
    earnedUntil += earned * nanosPerToken;
    tokens = Math.min(rate.burst(), tokens + Math.min(earned, rate.burst()));
    if (tokens == 0) {
      return false;
    }
    tokens--;
    return true;
  }
}
