package dev.portcullis.crypto.attest.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.Appraiser;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;

/** One genuine EAR as text, for tests that change its text. */
final class JsonEars {

  private static final SecureRandom RANDOM = new SecureRandom();
  static final Signer VERIFIER = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  static final Signer OTHER = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  static final Signer PHONE = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  static final Instant ISSUED = Instant.parse("2026-06-01T00:00:00Z");
  static final Instant EXPIRES = ISSUED.plusSeconds(3600);
  static final Instant NOW = ISSUED.plusSeconds(600);
  static final String ISSUER = Policies.ISSUER;
  static final String APP = Policies.APP;
  static final String HEADER = "{\"alg\":\"ES256\",\"typ\":\"JWT\"}";
  static final EarForm FORM = new EarForm(TokenEncoding.JWT, EarProfile.VERAISON);
  static final Occasion FOR_APP = Occasion.of(AttesterRole.APP, NOW);

  static final EarIssuer.Verdict VERDICT =
      new EarIssuer.Verdict(AttesterRole.APP, APP, PHONE.publicKey(), TrustTier.AFFIRMING);
  static final String CLAIMS = claims(FORM);

  static final TokenIssuer PINNED = Policies.verifier(FORM, VERIFIER).made();
  static final Appraiser<Token> EARS = Policies.ear(TokenEncoding.JWT, PINNED);

  private JsonEars() {}

  static String claims(EarForm form) {
    var claims = new EarIssuer(ISSUER, "test", form, VERIFIER).claims(VERDICT, ISSUED, EXPIRES);
    return new String(claims.toArray(), StandardCharsets.UTF_8);
  }

  static String said(Outcome<AttestationResult, AttestationRefusal> outcome) {
    return switch (outcome) {
      case Outcome.Passed<AttestationResult, AttestationRefusal> _ -> "accepted";
      case Outcome.Refused<AttestationResult, AttestationRefusal>(var why) -> why.name();
    };
  }

  static Bytes token(String header, String claims) {
    return CompactJws.sign(VERIFIER, Bytes.utf8(header), Bytes.utf8(claims));
  }

  static Outcome<AttestationResult, AttestationRefusal> appraise(String header, String claims) {
    return EARS.appraise(token(header, claims), FOR_APP);
  }

  static void refusesClaims(AttestationRefusal expected, String genuine, String changed) {
    assertTrue(CLAIMS.contains(genuine), CLAIMS);
    refuses(expected, token(HEADER, CLAIMS.replace(genuine, changed)));
  }

  static void refusesHeader(AttestationRefusal expected, String header) {
    refuses(expected, token(header, CLAIMS));
  }

  static void refuses(AttestationRefusal expected, Bytes token) {
    assertEquals(Outcome.refused(expected), EARS.appraise(token, FOR_APP));
  }
}
