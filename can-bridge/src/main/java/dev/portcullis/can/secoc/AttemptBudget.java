package dev.portcullis.can.secoc;

import dev.portcullis.can.permit.Rate;

/** The attempts that may still fail: earned by time, spent by I-PDUs that did not hold. */
final class AttemptBudget {

  private static final long SECOND = 1_000_000_000L;

  private final Rate rate;
  private final long nanosPerAttempt;
  private long left;
  private long earnedUntil;

  AttemptBudget(Rate rate) {
    this.rate = rate;
    this.nanosPerAttempt = Math.max(1, SECOND / rate.perSecond());
    this.left = rate.burst();
  }

  /** How many attempts may fail at {@code now}, in nanoseconds of a clock that never goes back. */
  long left(long now) {
    if (left == rate.burst()) {
      earnedUntil = now;
      return left;
    }
    long earned = Math.max(0, now - earnedUntil) / nanosPerAttempt;
    earnedUntil += earned * nanosPerAttempt;
    left = Math.min(rate.burst(), left + Math.min(earned, rate.burst()));
    return left;
  }

  /** Takes {@code attempts} off, at most those that are left. */
  void spend(long attempts) {
    left -= Math.min(left, attempts);
  }
}
