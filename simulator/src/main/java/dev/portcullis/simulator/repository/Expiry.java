package dev.portcullis.simulator.repository;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When metadata expires, and when it is time to sign it anew. */
final class Expiry {

  private Expiry() {}

  /** As metadata writes it: to the second (TUF section 4.2). */
  static String text(Instant expires) {
    return expires.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Whether less than half of its life is left, so that there is always time for another try. */
  static boolean isNear(Instant expires, Instant now, Duration life) {
    return !now.plus(life.dividedBy(2)).isBefore(expires);
  }
}
