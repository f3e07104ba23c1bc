package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.attest.Appraiser;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Appraisers for fuzz tests, whose one key is always the same. */
final class FuzzedEars {

  static final SoftwareSigner VERIFIER =
      SoftwareSigner.of(
              Algorithm.ES256,
              SecretBytes.takeOver(
                  "a key of this test, 32 bytes too".getBytes(StandardCharsets.US_ASCII)))
          .orFault();

  /** Within the life of the seeds. */
  static final Instant NOW = Instant.ofEpochSecond(1_795_354_000L);

  private static final Map<TokenEncoding, Appraiser<Token>> EARS =
      new EnumMap<>(TokenEncoding.class);

  static {
    for (TokenEncoding encoding : TokenEncoding.values()) {
      EARS.put(
          encoding,
          Policies.ear(
              encoding,
              Policies.verifier(new EarForm(encoding, EarProfile.VERAISON), VERIFIER)
                  .subjects("app")
                  .made()));
    }
  }

  private FuzzedEars() {}

  /** What nobody signed passes for nobody. */
  static void mustRefuse(TokenEncoding encoding, Bytes token) {
    for (AttesterRole role : AttesterRole.values()) {
      if (appraise(encoding, token, role) instanceof Outcome.Passed) {
        throw new AssertionError("it passed");
      }
    }
  }

  /** What the Verifier signed passes at most for an app, and only while it lives. */
  static void mustBeSound(TokenEncoding encoding, Bytes token) {
    mustBeSound(appraise(encoding, token, AttesterRole.APP));
    if (appraise(encoding, token, AttesterRole.BACK_END) instanceof Outcome.Passed) {
      throw new AssertionError("it passed for a back-end");
    }
  }

  static void mustBeSound(Outcome<AttestationResult, AttestationRefusal> outcome) {
    if (outcome instanceof Outcome.Passed<AttestationResult, ?>(var result)
        && !(result.liveAt(NOW)
            && result.expiresAt().isBefore(NOW.plus(Life.MAX_LIFE).plus(Life.SKEW)))) {
      throw new AssertionError("it passed with an end at " + result.expiresAt());
    }
  }

  private static Outcome<AttestationResult, AttestationRefusal> appraise(
      TokenEncoding encoding, Bytes token, AttesterRole role) {
    var appraiser = EARS.get(encoding);
    if (appraiser == null) {
      throw new AssertionError("every encoding has an appraiser");
    }
    var occasion = Occasion.of(role, NOW);
    var outcome = appraiser.appraise(token, occasion);
    boolean accepted = outcome instanceof Outcome.Passed;
    if (appraiser.inspect(token, occasion).result().isPresent() != accepted) {
      throw new AssertionError("a person is told something else than the gate");
    }
    return outcome;
  }
}
