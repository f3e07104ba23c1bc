package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.Verdict.Failed;
import dev.portcullis.crypto.attest.token.ClaimValue.Decimal;
import dev.portcullis.crypto.attest.token.ClaimValue.Whole;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * From when to when a token says that it holds (RFC 7519 sections 4.1.4 to 4.1.6).
 *
 * @param issued when it was issued
 * @param begins when its life begins, where it says so
 * @param expires when it ends; it is not live at this second any more
 */
record Life(Optional<Instant> issued, Optional<Instant> begins, Instant expires) {

  /** The longest life: an app may have been taken over since. */
  static final Duration MAX_LIFE = Duration.ofHours(24);

  /**
   * How far an issuer's clock may be ahead of ours. Only the beginning is judged so leniently: an
   * end is an end.
   */
  static final Duration SKEW = Duration.ofSeconds(60);

  /** How a format writes its dates. */
  enum Dates {
    /** Whole seconds, and always with the date of issue (RFC 9711 section 4.3.1). */
    EAT,
    /** Seconds with or without a fraction (RFC 7519 section 2); no date of issue is needed. */
    NUMERIC
  }

  /** The last second of the year 9999, beyond which nothing here counts. */
  private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);

  /**
   * Reads the dates of {@code token}. A fraction is rounded to the shorter life. Refuses {@code
   * NO_EXPIRY}, and {@code BAD_TIME} for dates out of form, out of order or too far apart.
   */
  static Outcome<Life, Failed> of(Token token, Dates dates) {
    if (token.claim(Claim.EXPIRES).isEmpty()) {
      return Outcome.refused(new Failed(AttestationRefusal.NO_EXPIRY, "no exp"));
    }
    var expires = second(token, Claim.EXPIRES, dates, RoundingMode.FLOOR);
    var issued = second(token, Claim.ISSUED, dates, RoundingMode.FLOOR);
    var begins = second(token, Claim.BEGINS, dates, RoundingMode.CEILING);
    if (expires.isEmpty()) {
      return bad("exp is no date");
    }
    if (issued.isEmpty() && (dates == Dates.EAT || token.claim(Claim.ISSUED).isPresent())) {
      return bad("iat is no date");
    }
    if (begins.isEmpty() && token.claim(Claim.BEGINS).isPresent()) {
      return bad("nbf is no date");
    }
    return new Life(issued, begins, expires.get()).inOrder();
  }

  private Outcome<Life, Failed> inOrder() {
    var start = issued.or(() -> begins);
    if (start.isPresent() && !start.get().isBefore(expires)) {
      return bad("it ends before it begins");
    }
    if (start.isPresent() && start.get().plus(MAX_LIFE).isBefore(expires)) {
      return bad("it lives longer than " + MAX_LIFE.toHours() + " hours");
    }
    return issued.isPresent() && begins.isPresent() && begins.get().isAfter(issued.get())
        ? bad("nbf is after iat")
        : Outcome.passed(this);
  }

  private static Outcome<Life, Failed> bad(String seen) {
    return Outcome.refused(new Failed(AttestationRefusal.BAD_TIME, seen));
  }

  private static Optional<Instant> second(
      Token token, Claim claim, Dates dates, RoundingMode rounding) {
    return token
        .claim(claim)
        .flatMap(value ->
            switch (value) {
              case Whole(long seconds) -> Optional.of(BigDecimal.valueOf(seconds));
              case Decimal(var seconds) ->
                  dates == Dates.NUMERIC
                      ? Optional.of(seconds.setScale(0, rounding))
                      : Optional.<BigDecimal>empty();
              case ClaimValue.Text _,
                  ClaimValue.Octets _,
                  ClaimValue.Items _,
                  ClaimValue.Members _,
                  ClaimValue.Other _ ->
                  Optional.<BigDecimal>empty();
            })
        .filter(seconds -> seconds.signum() >= 0 && seconds.compareTo(LAST_SECOND) <= 0)
        .map(seconds -> Instant.ofEpochSecond(seconds.longValueExact()));
  }
}
