package dev.portcullis.crypto.attest.token;

import static dev.portcullis.crypto.attest.token.JsonEars.APP;
import static dev.portcullis.crypto.attest.token.JsonEars.CLAIMS;
import static dev.portcullis.crypto.attest.token.JsonEars.EARS;
import static dev.portcullis.crypto.attest.token.JsonEars.EXPIRES;
import static dev.portcullis.crypto.attest.token.JsonEars.FORM;
import static dev.portcullis.crypto.attest.token.JsonEars.FOR_APP;
import static dev.portcullis.crypto.attest.token.JsonEars.HEADER;
import static dev.portcullis.crypto.attest.token.JsonEars.ISSUED;
import static dev.portcullis.crypto.attest.token.JsonEars.ISSUER;
import static dev.portcullis.crypto.attest.token.JsonEars.NOW;
import static dev.portcullis.crypto.attest.token.JsonEars.OTHER;
import static dev.portcullis.crypto.attest.token.JsonEars.PHONE;
import static dev.portcullis.crypto.attest.token.JsonEars.VERDICT;
import static dev.portcullis.crypto.attest.token.JsonEars.VERIFIER;
import static dev.portcullis.crypto.attest.token.JsonEars.appraise;
import static dev.portcullis.crypto.attest.token.JsonEars.claims;
import static dev.portcullis.crypto.attest.token.JsonEars.refuses;
import static dev.portcullis.crypto.attest.token.JsonEars.said;
import static dev.portcullis.crypto.attest.token.JsonEars.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Confirmation;
import dev.portcullis.crypto.attest.Finding;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A genuine EAR, when it counts, for which key, and what a person is told of one that does not. */
final class EarFormatTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void appraisesAGenuineToken() {
    var attestation = new EarIssuer(ISSUER, "test", FORM, VERIFIER).issue(VERDICT, ISSUED, EXPIRES);
    assertEquals(EARS.format(), attestation.format());
    assertEquals(
        Outcome.passed(
            new AttestationResult(
                AttesterRole.APP,
                ISSUER,
                APP,
                new Confirmation.OfKey(PHONE.publicKey()),
                KeyProtection.VERIFIED_ELSEWHERE,
                EXPIRES)),
        EARS.appraise(attestation.result(), FOR_APP));
  }

  @Test
  void appraisesATokenWithEd25519KeysThroughout() {
    var verifier = SoftwareSigner.generate(Algorithm.EDDSA, RANDOM);
    var workload = SoftwareSigner.generate(Algorithm.EDDSA, RANDOM).publicKey();
    var verdict = new EarIssuer.Verdict(AttesterRole.BACK_END, APP, workload, TrustTier.AFFIRMING);
    var token = new EarIssuer(ISSUER, "test", FORM, verifier).issue(verdict, ISSUED, EXPIRES);
    var ears =
        Policies.ear(TokenEncoding.JWT, Policies.verifier(FORM, verifier).forBackEnds().made());
    var result = ears.appraise(token.result(), Occasion.of(AttesterRole.BACK_END, NOW)).orFault();
    assertEquals(new Confirmation.OfKey(workload), result.confirmation());
  }

  @Test
  void aPhoneSignsCommandsWithP256Alone() {
    var key = SoftwareSigner.generate(Algorithm.EDDSA, RANDOM).publicKey();
    var verdict = new EarIssuer.Verdict(AttesterRole.APP, APP, key, TrustTier.AFFIRMING);
    var token = new EarIssuer(ISSUER, "test", FORM, VERIFIER).issue(verdict, ISSUED, EXPIRES);
    refuses(AttestationRefusal.WRONG_KEY_KIND, token.result());
  }

  @Test
  void aResultIsLiveUntilTheSecondItExpires() {
    var result = appraise(HEADER, CLAIMS).orFault();
    assertTrue(result.liveAt(EXPIRES.minusSeconds(1)));
    assertFalse(result.liveAt(EXPIRES));
    assertEquals("accepted", said(at(EXPIRES.minusSeconds(1))));
    assertEquals("EXPIRED", said(at(EXPIRES)));
  }

  @Test
  void aResultBeginsAMinuteBeforeItsIssueForAnIssuersClockMayBeAhead() {
    assertEquals("accepted", said(at(ISSUED.minusSeconds(60))));
    assertEquals("NOT_YET_VALID", said(at(ISSUED.minusSeconds(61))));
  }

  @Test
  void aResultEndsWhenItIsTooOldForThePolicyThoughItsOwnEndIsLater() {
    var strict =
        Policies.ear(
            TokenEncoding.JWT,
            Policies.verifier(FORM, VERIFIER).age(Duration.ofMinutes(11)).made());
    var token = token(HEADER, CLAIMS);
    var end = ISSUED.plus(Duration.ofMinutes(11));
    assertEquals(end, strict.appraise(token, FOR_APP).orFault().expiresAt());
    assertEquals(
        Outcome.refused(AttestationRefusal.TOO_OLD),
        strict.appraise(token, Occasion.of(AttesterRole.APP, end)));
  }

  @Test
  void anOverallStatusIsNoBetterThanItsPartAndCountsWhereItIsWorse() {
    var ietf = new EarForm(TokenEncoding.JWT, EarProfile.IETF_03);
    var ears = Policies.ear(TokenEncoding.JWT, Policies.verifier(ietf, VERIFIER).made());
    var part = claims(ietf);
    var warned = part.replace("\"ear_status\":\"affirming\"", "\"ear_status\":\"warning\"");
    assertEquals(
        "accepted", said(ears.appraise(token(HEADER, overall("affirming", part)), FOR_APP)));
    for (String worse : List.of("none", "warning", "contraindicated")) {
      assertEquals(
          "NOT_AFFIRMING", said(ears.appraise(token(HEADER, overall(worse, part)), FOR_APP)));
    }
    assertEquals(
        "BAD_APPRAISAL", said(ears.appraise(token(HEADER, overall("affirming", warned)), FOR_APP)));
    assertEquals(
        "NOT_AFFIRMING", said(ears.appraise(token(HEADER, overall("warning", warned)), FOR_APP)));
  }

  @Test
  void whatIsAcceptedOfAPartDoesNotHideAWorseWhole() {
    var ietf = new EarForm(TokenEncoding.JWT, EarProfile.IETF_03);
    var lenient =
        new TokenKind.Ear(
            TokenEncoding.JWT,
            Set.of(EarProfile.IETF_03),
            Set.of(TrustTier.AFFIRMING, TrustTier.WARNING),
            "app");
    var ears =
        Policies.ear(TokenEncoding.JWT, Policies.verifier(ietf, VERIFIER).kind(lenient).made());
    var warned = claims(ietf).replace("affirming", "warning");
    assertEquals("accepted", said(ears.appraise(token(HEADER, warned), FOR_APP)));
    assertEquals(
        "accepted", said(ears.appraise(token(HEADER, overall("warning", warned)), FOR_APP)));
    for (String worse : List.of("none", "contraindicated")) {
      assertEquals(
          "NOT_AFFIRMING", said(ears.appraise(token(HEADER, overall(worse, warned)), FOR_APP)));
    }
  }

  @Test
  void aTokenIsForTheKeyItNamesAndNoOther() {
    var token = token(HEADER, CLAIMS);
    var phone = PHONE.publicKey().thumbprint().value();
    assertEquals("accepted", said(EARS.appraise(token, FOR_APP.forKey(phone))));
    var other = OTHER.publicKey().thumbprint().value();
    assertEquals("KEY_MISMATCH", said(EARS.appraise(token, FOR_APP.forKey(other))));
    assertEquals("KEY_MISMATCH", said(EARS.appraise(token, FOR_APP.forKey(phone.slice(0, 31)))));
  }

  @Test
  void aTokenAnswersTheChallengeWhereThereIsOne() {
    var challenge = Bytes.utf8("a challenge of ours");
    var nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(challenge.toArray());
    var asked = FOR_APP.challenged(challenge);
    assertEquals("WRONG_CHALLENGE", said(EARS.appraise(token(HEADER, CLAIMS), asked)));
    for (String answer : List.of("\"" + nonce + "\"", "[\"AAAAAAAAAAA\",\"" + nonce + "\"]")) {
      assertEquals("accepted", said(EARS.appraise(answering(answer), asked)));
      assertEquals("accepted", said(EARS.appraise(answering(answer), FOR_APP)));
    }
    for (String other : List.of("\"" + nonce + "=\"", "\"AAAA\"", "[]", "1", "null")) {
      assertEquals("WRONG_CHALLENGE", said(EARS.appraise(answering(other), asked)));
    }
  }

  @Test
  void namesEverythingThatIsWrongAndRefusesForTheFirst() {
    var claims =
        CLAIMS
            .replace("\"exp\":", "\"ex\":")
            .replace("\"cnf\":", "\"cmf\":")
            .replace("affirming", "warning");
    var appraisal = EARS.inspect(token(HEADER, claims), FOR_APP);
    assertEquals(AttestationRefusal.NO_EXPIRY, appraisal.refusal().orElseThrow());
    assertTrue(appraisal.result().isEmpty());
    assertEquals(
        List.of(Requirement.TIMES, Requirement.CONFIRMATION, Requirement.TIER),
        appraisal.findings().stream()
            .filter(finding -> finding.verdict() instanceof Verdict.Failed)
            .map(Finding::requirement)
            .toList());
    assertEquals(
        List.of(
            Requirement.LIVE,
            Requirement.AGE,
            Requirement.CHALLENGE,
            Requirement.KEY_KIND,
            Requirement.KEY),
        appraisal.findings().stream()
            .filter(finding -> finding.verdict() instanceof Verdict.NotPerformed)
            .map(Finding::requirement)
            .toList());
  }

  @Test
  void triesTheKeysOfAllForAPersonWhereTheIssuerIsNotKnown() {
    var claims = CLAIMS.replace(ISSUER, "elsewhere.example");
    var findings = EARS.inspect(token(HEADER, claims), FOR_APP).findings();
    var signature =
        findings.stream()
            .filter(finding -> finding.requirement() == Requirement.SIGNATURE)
            .findFirst()
            .orElseThrow();
    assertTrue(signature.verdict() instanceof Verdict.Met, signature::toString);
  }

  private static String overall(String status, String claims) {
    return claims.replace("{\"iss\"", "{\"ear_status\":\"" + status + "\",\"iss\"");
  }

  private static Bytes answering(String nonce) {
    return token(HEADER, CLAIMS.replace("{\"iss\"", "{\"eat_nonce\":" + nonce + ",\"iss\""));
  }

  private static Outcome<AttestationResult, AttestationRefusal> at(Instant time) {
    return EARS.appraise(token(HEADER, CLAIMS), Occasion.of(AttesterRole.APP, time));
  }
}
