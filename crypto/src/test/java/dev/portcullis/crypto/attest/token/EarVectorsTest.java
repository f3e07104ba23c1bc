package dev.portcullis.crypto.attest.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.Appraisal;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Finding;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.attest.Verdict.Failed;
import dev.portcullis.crypto.testing.PublicVectors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tokens that the Veraison project publishes, each with our verdict. */
final class EarVectorsTest {

  /** One reason a case, in the order of the file. */
  private static final List<AttestationRefusal> REASONS =
      List.of(
          // Genuine, but it neither ends nor names a key: it says nothing about a command.
          AttestationRefusal.NO_EXPIRY,
          // HS512-sized tag under "HS256": whoever verifies it could have made it.
          AttestationRefusal.SHARED_SECRET,
          // "none", in a header without a type.
          AttestationRefusal.BAD_HEADER,
          // An empty part before the header.
          AttestationRefusal.MALFORMED,
          // Genuine, and no claims at all.
          AttestationRefusal.NO_APPRAISAL);

  private static final EarForm FORM = new EarForm(TokenEncoding.JWT, EarProfile.VERAISON);

  /** Ten minutes after the genuine token was issued. */
  private static final Occasion OCCASION =
      Occasion.of(AttesterRole.APP, Instant.ofEpochSecond(1_666_091_973L));

  @Test
  void everyTokenIsRefusedForItsReason() {
    var ears = Policies.ear(TokenEncoding.JWT, verifier().knownByItsKeysAlone().made());
    var reasons = new ArrayList<AttestationRefusal>();
    for (Bytes token : tokens()) {
      var inspected = ears.inspect(token, OCCASION);
      reasons.add(inspected.refusal().orElseThrow());
    }
    assertEquals(REASONS, reasons);
  }

  @Test
  void theGenuineTokenIsOfItsVerifierAndOtherwiseProvesNothing() {
    var ears = Policies.ear(TokenEncoding.JWT, verifier().knownByItsKeysAlone().made());
    var appraisal = ears.inspect(tokens().getFirst(), OCCASION);
    assertEquals(
        Map.of(
            Requirement.TIMES, AttestationRefusal.NO_EXPIRY,
            Requirement.CONFIRMATION, AttestationRefusal.NO_CONFIRMATION_KEY,
            Requirement.SUBJECT, AttestationRefusal.BAD_SUBJECT),
        failures(appraisal));
    assertTrue(isMet(appraisal, Requirement.SIGNATURE));
    assertTrue(isMet(appraisal, Requirement.TIER));
  }

  @Test
  void theGenuineTokenDoesNotSayWhoIssuedIt() {
    var ears = Policies.ear(TokenEncoding.JWT, verifier().named("Acme-Inc.").made());
    var appraisal = ears.inspect(tokens().getFirst(), OCCASION);
    assertEquals(AttestationRefusal.BAD_ISSUER, appraisal.refusal().orElseThrow());
    assertEquals(
        Map.of(
            Requirement.ISSUER, AttestationRefusal.BAD_ISSUER,
            Requirement.TIMES, AttestationRefusal.NO_EXPIRY,
            Requirement.CONFIRMATION, AttestationRefusal.NO_CONFIRMATION_KEY),
        failures(appraisal));
    assertTrue(isMet(appraisal, Requirement.SIGNATURE));
  }

  /** The policy that fits the token best, with the key as it is published. */
  private static IssuerDraft verifier() {
    var jwk = Bytes.utf8(vectors().path("publicKeyJwk").toString());
    var kind =
        new TokenKind.Ear(
            TokenEncoding.JWT, Set.of(EarProfile.VERAISON), Set.of(TrustTier.AFFIRMING), "test");
    return Policies.verifier(FORM).kind(kind).keys(List.of(Jwk.parse(jwk).orFault()));
  }

  private static Map<Requirement, AttestationRefusal> failures(Appraisal appraisal) {
    var failures = new EnumMap<Requirement, AttestationRefusal>(Requirement.class);
    for (Finding finding : appraisal.findings()) {
      if (finding.verdict() instanceof Failed(var why, var _)) {
        failures.put(finding.requirement(), why);
      }
    }
    return failures;
  }

  private static boolean isMet(Appraisal appraisal, Requirement requirement) {
    return appraisal.findings().stream()
        .anyMatch(finding ->
            finding.requirement() == requirement && finding.verdict() instanceof Verdict.Met);
  }

  private static List<Bytes> tokens() {
    var tokens = new ArrayList<Bytes>();
    for (JsonNode vector : vectors().path("cases")) {
      tokens.add(Bytes.utf8(vector.path("token").asText()));
    }
    return tokens;
  }

  private static JsonNode vectors() {
    return PublicVectors.json("ear/veraison-ear.json");
  }
}
