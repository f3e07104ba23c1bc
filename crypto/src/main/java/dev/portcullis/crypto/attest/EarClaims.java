package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.JsonValue.Members;
import dev.portcullis.crypto.attest.JsonValue.Other;
import dev.portcullis.crypto.attest.JsonValue.Whole;
import dev.portcullis.crypto.cose.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The claims of an EAR as far as they are relied upon, read and not yet verified. All of their
 * shape is checked here, before a signature costs anything. Further claims are the Verifier's own
 * affair.
 */
record EarClaims(
    String issuer, String subject, Instant expiresAt, PublicKey confirmationKey, TrustTier tier) {

  /** The profile with claims spelt {@code ear.status}, as the Veraison project publishes it. */
  static final String PROFILE = "tag:github.com,2023:veraison/ear";

  /** The longest life: an app may have been taken over since. */
  static final Duration MAX_LIFE = Duration.ofHours(24);

  private static final int MAX_NAME = 256;

  /** The last second of the year 9999, beyond which nothing here counts. */
  private static final long LAST_SECOND = 253_402_300_799L;

  static Outcome<EarClaims, AttestationRefusal> parse(Bytes payload, AttesterRole wanted) {
    return JsonReader.object(payload).then(claims -> parse(claims, wanted));
  }

  /** Whether {@code text} can be an issuer or a subject: it also goes into logs and policies. */
  static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_NAME
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static Outcome<EarClaims, AttestationRefusal> parse(Members claims, AttesterRole wanted) {
    return expiry(claims)
        .then(expiresAt ->
            ConfirmationKey.parse(claims)
                .then(key ->
                    context(claims)
                        .then(names ->
                            EarSubmodule.tier(claims, wanted)
                                .map(tier ->
                                    new EarClaims(
                                        names.issuer(), names.subject(), expiresAt, key, tier)))));
  }

  /** RFC 7519 sections 4.1.4 to 4.1.6, in whole seconds. */
  private static Outcome<Instant, AttestationRefusal> expiry(Members claims) {
    if (!claims.has("exp")) {
      return Outcome.refused(AttestationRefusal.NO_EXPIRY);
    }
    var expires = second(claims, "exp");
    var issued = second(claims, "iat");
    var begins = claims.has("nbf") ? second(claims, "nbf") : issued;
    if (expires.isEmpty() || issued.isEmpty() || begins.isEmpty()) {
      return Outcome.refused(AttestationRefusal.BAD_TIME);
    }
    long life = expires.get() - issued.get();
    return life > 0 && life <= MAX_LIFE.toSeconds() && begins.get() <= issued.get()
        ? Outcome.passed(Instant.ofEpochSecond(expires.get()))
        : Outcome.refused(AttestationRefusal.BAD_TIME);
  }

  private static Optional<Long> second(Members claims, String name) {
    return claims.member(name).orElse(new Other()) instanceof Whole(long value)
            && value >= 0
            && value <= LAST_SECOND
        ? Optional.of(value)
        : Optional.empty();
  }

  private record Names(String issuer, String subject) {}

  private static Outcome<Names, AttestationRefusal> context(Members claims) {
    var issuer = claims.text("iss").filter(EarClaims::isName);
    var subject = claims.text("sub").filter(EarClaims::isName);
    if (issuer.isEmpty()) {
      return Outcome.refused(AttestationRefusal.BAD_ISSUER);
    }
    if (subject.isEmpty()) {
      return Outcome.refused(AttestationRefusal.BAD_SUBJECT);
    }
    if (claims.has("aud")) {
      return Outcome.refused(AttestationRefusal.WRONG_AUDIENCE);
    }
    if (claims.text("eat_profile").filter(PROFILE::equals).isEmpty()) {
      return Outcome.refused(AttestationRefusal.WRONG_PROFILE);
    }
    return claims.member("ear.verifier-id").orElse(new Other()) instanceof Members id
            && id.text("developer").isPresent()
            && id.text("build").isPresent()
        ? Outcome.passed(new Names(issuer.get(), subject.get()))
        : Outcome.refused(AttestationRefusal.BAD_VERIFIER_ID);
  }
}
