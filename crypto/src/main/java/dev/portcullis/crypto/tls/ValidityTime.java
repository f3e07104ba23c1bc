package dev.portcullis.crypto.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;

/** What is known of the time at which a certificate's validity is judged. */
public sealed interface ValidityTime {

  /** The time a chain is judged at. */
  Instant judge(X509Certificate... chain);

  /** The time is known: a chain is judged at it. */
  record Trusted(Instant time) implements ValidityTime {
    @Override
    public Instant judge(X509Certificate... chain) {
      return time;
    }
  }

  /**
   * The time is not known, only that it is not before the persisted {@code floor}. What ended
   * before the floor has certainly ended. What begins after it may have begun: a unit that slept
   * for months meets certificates younger than its floor, and must be able to connect to the broker
   * through which it learns the time. So a chain is judged at the earliest time, not before the
   * floor, at which all of it has begun; there must be one at which all of it is valid.
   */
  record NotBefore(Instant floor) implements ValidityTime {
    @Override
    public Instant judge(X509Certificate... chain) {
      return Arrays.stream(chain)
          .map(X509Certificate::getNotBefore)
          .map(Date::toInstant)
          .reduce(floor, (latest, begin) -> begin.isAfter(latest) ? begin : latest);
    }
  }
}
