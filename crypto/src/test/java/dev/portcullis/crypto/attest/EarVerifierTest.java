package dev.portcullis.crypto.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.Attestation;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One genuine token, and what becomes of it with each thing wrong in turn. */
final class EarVerifierTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Signer VERIFIER = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private static final Signer OTHER = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private static final Signer PHONE = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private static final Instant ISSUED = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant EXPIRES = ISSUED.plusSeconds(3600);
  private static final String ISSUER = "verifier.example";
  private static final String APP = "com.example.app";
  private static final String HEADER = "{\"alg\":\"ES256\",\"typ\":\"JWT\"}";

  private static final EarIssuer.Verdict VERDICT =
      new EarIssuer.Verdict(AttesterRole.APP, APP, PHONE.publicKey(), TrustTier.AFFIRMING);
  private static final String CLAIMS =
      new EarIssuer(ISSUER, "test", VERIFIER).claims(VERDICT, ISSUED, EXPIRES);

  private static final AttestationAnchor ANCHOR = anchor(AttesterRole.APP, ISSUER, VERIFIER);
  private static final EarVerifier EARS = EarVerifier.of(List.of(ANCHOR)).orFault();

  @Test
  void appraisesAGenuineToken() {
    var attestation = new EarIssuer(ISSUER, "test", VERIFIER).issue(VERDICT, ISSUED, EXPIRES);
    assertEquals(
        Outcome.passed(
            new EarResult(
                AttesterRole.APP, ISSUER, APP, PHONE.publicKey(), TrustTier.AFFIRMING, EXPIRES)),
        EARS.appraise(attestation, AttesterRole.APP));
  }

  @Test
  void appraisesATokenWithEd25519KeysThroughout() {
    var verifier = SoftwareSigner.generate(Algorithm.EDDSA, RANDOM);
    var workload = SoftwareSigner.generate(Algorithm.EDDSA, RANDOM).publicKey();
    var verdict = new EarIssuer.Verdict(AttesterRole.BACK_END, "w", workload, TrustTier.WARNING);
    var token = new EarIssuer(ISSUER, "test", verifier).issue(verdict, ISSUED, EXPIRES);
    var ears = EarVerifier.of(List.of(anchor(AttesterRole.BACK_END, ISSUER, verifier))).orFault();
    var result = ears.appraise(token, AttesterRole.BACK_END).orFault();
    assertEquals(workload, result.confirmationKey());
    assertEquals(TrustTier.WARNING, result.tier());
  }

  @ParameterizedTest
  @EnumSource(TrustTier.class)
  void aTierIsItsNameOrItsCode(TrustTier tier) {
    var named = CLAIMS.replace("affirming", tier.wire());
    var coded = CLAIMS.replace("\"affirming\"", Integer.toString(tier.code()));
    assertEquals(tier, appraise(HEADER, named).orFault().tier());
    assertEquals(tier, appraise(HEADER, coded).orFault().tier());
  }

  @Test
  void aResultIsLiveUntilTheSecondItExpires() {
    var result = appraise(HEADER, CLAIMS).orFault();
    assertTrue(result.liveAt(EXPIRES.minusSeconds(1)));
    assertFalse(result.liveAt(EXPIRES));
  }

  @Test
  void takesAKeyIdInTheHeaderAndDoesNotLookAtIt() {
    var header = "{\"alg\":\"ES256\",\"typ\":\"eat+jwt\",\"kid\":\"whatever\"}";
    assertEquals(TrustTier.AFFIRMING, appraise(header, CLAIMS).orFault().tier());
  }

  @Test
  void eachOfSeveralPinnedKeysCounts() {
    var ears = EarVerifier.of(List.of(anchor(AttesterRole.APP, ISSUER, OTHER), ANCHOR)).orFault();
    assertEquals(APP, ears.appraise(token(HEADER, CLAIMS), AttesterRole.APP).orFault().subject());
  }

  @Test
  void refusesATokenThatIsTooLong() {
    refuses(AttestationRefusal.TOO_LARGE, Bytes.of(new byte[CompactJws.MAX_SIZE + 1]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "...",
        "a.b",
        "a.b.c",
        "e30.e30.e30.e30",
        " e30.e30.e30",
        "e30=.e30.e30",
        "e30.e30.e3\n0",
        "e31.e30.",
        "e30.e30.e30\u0000"
      })
  void refusesWhatIsNoCompactSerialisation(String token) {
    refuses(AttestationRefusal.MALFORMED, Bytes.utf8(token));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "[]", "\"a\"", "{", "{}{}", "{} 1", "{\"a\":}", "{a:1}", "\ufeff{}"})
  void refusesClaimsThatAreNoJsonObject(String claims) {
    refuses(AttestationRefusal.MALFORMED, token(HEADER, claims));
  }

  @Test
  void refusesClaimsThatAreNotUtf8() {
    refuses(
        AttestationRefusal.MALFORMED,
        CompactJws.sign(
            VERIFIER, Bytes.utf8(HEADER), Bytes.of(CLAIMS.getBytes(StandardCharsets.UTF_16))));
  }

  @Test
  void refusesAMemberNamedTwice() {
    refusesClaims(AttestationRefusal.DUPLICATE_MEMBER, "{\"iss\"", "{\"iss\":\"x\",\"iss\"");
    refusesClaims(
        AttestationRefusal.DUPLICATE_MEMBER, "{\"ear.status\"", "{\"a\":{},\"a\":1,\"ear.status\"");
    refusesHeader(
        AttestationRefusal.DUPLICATE_MEMBER,
        "{\"alg\":\"none\",\"alg\":\"ES256\",\"typ\":\"JWT\"}");
  }

  @Test
  void refusesDeepNesting() {
    refusesClaims(
        AttestationRefusal.TOO_DEEP,
        "{\"iss\"",
        "{\"a\":" + "[".repeat(9) + "]".repeat(9) + ",\"iss\"");
    var abyss = "{\"a\":" + "[".repeat(3000);
    refuses(AttestationRefusal.TOO_DEEP, token(HEADER, abyss));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256", "crit"})
  void refusesAHeaderThatBringsItsKey(String member) {
    refusesHeader(
        AttestationRefusal.KEY_IN_HEADER,
        "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"" + member + "\":\"x\"}");
  }

  @Test
  void refusesAHeaderThatBringsItsKeyEvenIfThatKeyMadeTheSignature() {
    var members = ConfirmationKey.members(OTHER.publicKey());
    var jwk = new StringBuilder();
    members.forEach((name, value) -> jwk.append(",\"%s\":\"%s\"".formatted(name, value)));
    var header = "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"jwk\":{" + jwk.substring(1) + "}}";
    refuses(
        AttestationRefusal.KEY_IN_HEADER,
        CompactJws.sign(OTHER, Bytes.utf8(header), Bytes.utf8(CLAIMS)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"ES256\"}",
        "{\"alg\":\"ES256\",\"typ\":\"JOSE\"}",
        "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"cty\":\"JWT\"}",
        "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":1}",
        "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"b64\":false}"
      })
  void refusesAHeaderOfAnotherShape(String header) {
    refusesHeader(AttestationRefusal.BAD_HEADER, header);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "HS256", "RS256", "ES384", "es256", "EdDSA", "ES256K"})
  void refusesAnAlgorithmThatIsNotPinned(String algorithm) {
    refusesHeader(
        AttestationRefusal.ALGORITHM_NOT_ALLOWED,
        "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}");
  }

  @Test
  void refusesATokenWithoutAnEnd() {
    refusesClaims(AttestationRefusal.NO_EXPIRY, ",\"exp\":" + EXPIRES.getEpochSecond(), "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"exp\":1.5e9",
        "\"exp\":\"1780275600\"",
        "\"exp\":null",
        "\"exp\":-1",
        "\"exp\":1",
        "\"exp\":99999999999999999999",
        "\"exp\":1780272000",
        "\"exp\":1780358401",
        "\"exp\":9223372036854775807",
        "\"exp\":1780275600,\"nbf\":1780272001",
        "\"exp\":1780275600,\"nbf\":\"x\""
      })
  void refusesTimesThatMakeNoSense(String expiry) {
    assertEquals(1_780_275_600L, EXPIRES.getEpochSecond());
    refusesClaims(AttestationRefusal.BAD_TIME, "\"exp\":1780275600", expiry);
  }

  @Test
  void refusesATokenThatDoesNotSayWhenItWasIssued() {
    refusesClaims(AttestationRefusal.BAD_TIME, "\"iat\":1780272000,", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"cmf\":", "\"cnf\":{\"kid\":\"x\"},\"cmf\":", "\"cnf\":null,\"cmf\":"})
  void refusesATokenThatNamesNoKey(String confirmation) {
    refusesClaims(AttestationRefusal.NO_CONFIRMATION_KEY, "\"cnf\":", confirmation);
  }

  @Test
  void refusesAConfirmationKeyInAnotherSpelling() {
    for (String[] change :
        List.of(
            new String[] {"P-256", "P-384"},
            new String[] {"\"EC\"", "\"RSA\""},
            new String[] {"\"kty\":\"EC\"", "\"kty\":\"EC\",\"use\":\"sig\""},
            new String[] {"{\"jwk\"", "{\"kid\":\"x\",\"jwk\""},
            new String[] {"\"x\":\"", "\"x\":\"A"},
            new String[] {"\"x\":\"", "\"x\":\"="},
            new String[] {"\"crv\":\"P-256\"", "\"crv\":\"Ed25519\""})) {
      refusesClaims(AttestationRefusal.BAD_CONFIRMATION_KEY, change[0], change[1]);
    }
  }

  @Test
  void refusesAConfirmationKeyThatIsNoPoint() {
    var x = ConfirmationKey.members(PHONE.publicKey()).get("x");
    var zero = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
    refusesClaims(AttestationRefusal.BAD_CONFIRMATION_KEY, String.valueOf(x), zero);
  }

  @ParameterizedTest
  @ValueSource(strings = {"d", "k"})
  void refusesAConfirmationKeyThatIsNoSecretAnyMore(String member) {
    refusesClaims(
        AttestationRefusal.PRIVATE_CONFIRMATION_KEY,
        "\"kty\":\"EC\"",
        "\"kty\":\"EC\",\"" + member + "\":\"AAAA\"");
  }

  @Test
  void refusesATokenOfNobody() {
    refusesClaims(AttestationRefusal.BAD_ISSUER, "\"iss\":\"" + ISSUER + "\",", "");
    refusesClaims(AttestationRefusal.BAD_ISSUER, ISSUER, "veri fier");
    refusesClaims(AttestationRefusal.BAD_ISSUER, ISSUER, "\\u0430");
    refusesClaims(AttestationRefusal.BAD_ISSUER, ISSUER, "i".repeat(257));
  }

  @Test
  void refusesATokenAboutNobody() {
    refusesClaims(AttestationRefusal.BAD_SUBJECT, "\"sub\":\"" + APP + "\",", "");
    refusesClaims(AttestationRefusal.BAD_SUBJECT, APP, "");
    refusesClaims(AttestationRefusal.BAD_SUBJECT, APP, "a\\nb");
  }

  @Test
  void refusesATokenMeantForSomebodyElse() {
    refusesClaims(AttestationRefusal.WRONG_AUDIENCE, "{\"iss\"", "{\"aud\":\"x\",\"iss\"");
  }

  @Test
  void refusesAnotherProfile() {
    refusesClaims(AttestationRefusal.WRONG_PROFILE, "veraison/ear", "veraison/pear");
  }

  @Test
  void refusesATokenThatDoesNotNameItsVerifier() {
    refusesClaims(AttestationRefusal.BAD_VERIFIER_ID, "\"build\"", "\"bild\"");
    refusesClaims(AttestationRefusal.BAD_VERIFIER_ID, "ear.verifier-id", "ear.verifier");
  }

  @Test
  void refusesATokenWithoutAnAppraisalItKnows() {
    refusesClaims(AttestationRefusal.NO_APPRAISAL, "\"app\":", "\"test\":");
    refusesClaims(AttestationRefusal.NO_APPRAISAL, "submods", "submodules");
  }

  @Test
  void refusesAnAppraisalWithoutAClearVerdict() {
    refusesClaims(AttestationRefusal.BAD_APPRAISAL, "\"affirming\"", "\"Affirming\"");
    refusesClaims(AttestationRefusal.BAD_APPRAISAL, "\"affirming\"", "3");
    refusesClaims(AttestationRefusal.BAD_APPRAISAL, "\"affirming\"", "2.0");
    refusesClaims(AttestationRefusal.BAD_APPRAISAL, "\"affirming\"", "true");
    refusesClaims(
        AttestationRefusal.BAD_APPRAISAL, "{\"ear.status\":\"affirming\"}", "\"affirming\"");
    refusesClaims(AttestationRefusal.BAD_APPRAISAL, "{\"ear.status\":\"affirming\"}", "null");
    refusesClaims(
        AttestationRefusal.BAD_APPRAISAL, "\"app\":", "\"back-end\":{\"ear.status\":2},\"app\":");
  }

  @ParameterizedTest
  @ValueSource(strings = {"32", "96", "-33", "-97", "128", "-129", "\"2\"", "2.5"})
  void refusesATierBetterThanItsVector(String claim) {
    var vector = "\"ear.trustworthiness-vector\":{\"hardware\":2,\"executables\":" + claim + "}";
    refusesClaims(AttestationRefusal.BAD_APPRAISAL, "\"affirming\"", "\"affirming\"," + vector);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-32", "-2", "-1", "0", "1", "2", "31"})
  void takesATierThatItsVectorBearsOut(String claim) {
    var vector = "\"ear.trustworthiness-vector\":{\"hardware\":" + claim + "}";
    var claims = CLAIMS.replace("\"affirming\"", "\"affirming\"," + vector);
    assertEquals(TrustTier.AFFIRMING, appraise(HEADER, claims).orFault().tier());
  }

  @Test
  void refusesAnAppraisalOfTheOtherAttester() {
    refusesClaims(AttestationRefusal.WRONG_ROLE, "\"app\":", "\"back-end\":");
  }

  @Test
  void refusesAnAppraisalByAVerifierOfTheOtherAttester() {
    var forged = CLAIMS.replace("\"app\":", "\"back-end\":");
    assertEquals(
        Outcome.refused(AttestationRefusal.WRONG_ROLE),
        EARS.appraise(token(HEADER, forged), AttesterRole.BACK_END));
  }

  @Test
  void aKeyForOneRoleSignsNothingForTheOtherEvenOfTheSameIssuer() {
    var ears =
        EarVerifier.of(List.of(ANCHOR, anchor(AttesterRole.BACK_END, ISSUER, OTHER))).orFault();
    var forged = CLAIMS.replace("\"app\":", "\"back-end\":");
    assertEquals(
        Outcome.refused(AttestationRefusal.BAD_SIGNATURE),
        ears.appraise(token(HEADER, forged), AttesterRole.BACK_END));
  }

  @Test
  void refusesAFormatItDoesNotRead() {
    assertEquals(
        Outcome.refused(AttestationRefusal.UNKNOWN_FORMAT),
        EARS.appraise(new Attestation("approov+jwt", token(HEADER, CLAIMS)), AttesterRole.APP));
  }

  @Test
  void refusesAnIssuerThatIsNotPinned() {
    refusesClaims(AttestationRefusal.UNKNOWN_ISSUER, ISSUER, "elsewhere.example");
  }

  @Test
  void refusesASignatureByAnotherKey() {
    refuses(
        AttestationRefusal.BAD_SIGNATURE,
        CompactJws.sign(OTHER, Bytes.utf8(HEADER), Bytes.utf8(CLAIMS)));
  }

  @Test
  void refusesAnEmptySignature() {
    var token = token(HEADER, CLAIMS);
    var text = new String(token.toArray(), StandardCharsets.US_ASCII);
    refuses(
        AttestationRefusal.BAD_SIGNATURE, Bytes.utf8(text.substring(0, text.lastIndexOf('.') + 1)));
  }

  @Test
  void refusesATokenWithAnyOneBitChanged() {
    var random = new Random(7);
    byte[] genuine = token(HEADER, CLAIMS).toArray();
    for (int i = 0; i < 2000; i++) {
      byte[] changed = genuine.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      var outcome = EARS.appraise(Bytes.of(changed), AttesterRole.APP);
      assertTrue(outcome instanceof Outcome.Refused, () -> Bytes.of(changed).hex());
    }
  }

  @Test
  void refusesAnchorsThatContradictThemselves() {
    assertEquals(
        Outcome.refused(AnchorRefusal.KEY_IN_BOTH_ROLES),
        EarVerifier.of(List.of(ANCHOR, anchor(AttesterRole.BACK_END, "another", VERIFIER))));
    assertEquals(Outcome.refused(AnchorRefusal.DUPLICATE), EarVerifier.of(List.of(ANCHOR, ANCHOR)));
    assertEquals(
        Outcome.refused(AnchorRefusal.WRONG_ALGORITHM),
        EarVerifier.of(
            List.of(
                new AttestationAnchor(
                    AttesterRole.APP,
                    EarVerifier.FORMAT,
                    ISSUER,
                    Algorithm.EDDSA,
                    VERIFIER.publicKey()))));
    var many = new ArrayList<AttestationAnchor>();
    for (int i = 0; i <= EarVerifier.MAX_KEYS; i++) {
      many.add(anchor(AttesterRole.APP, ISSUER, SoftwareSigner.generate(Algorithm.ES256, RANDOM)));
    }
    assertEquals(Outcome.refused(AnchorRefusal.TOO_MANY_KEYS), EarVerifier.of(many));
  }

  private static AttestationAnchor anchor(AttesterRole role, String issuer, Signer signer) {
    var key = signer.publicKey();
    return new AttestationAnchor(role, EarVerifier.FORMAT, issuer, key.algorithm(), key);
  }

  private static Bytes token(String header, String claims) {
    return CompactJws.sign(VERIFIER, Bytes.utf8(header), Bytes.utf8(claims));
  }

  private static Outcome<EarResult, AttestationRefusal> appraise(String header, String claims) {
    return EARS.appraise(token(header, claims), AttesterRole.APP);
  }

  private static void refusesClaims(AttestationRefusal expected, String genuine, String changed) {
    assertTrue(CLAIMS.contains(genuine), CLAIMS);
    refuses(expected, token(HEADER, CLAIMS.replace(genuine, changed)));
  }

  private static void refusesHeader(AttestationRefusal expected, String header) {
    refuses(expected, token(header, CLAIMS));
  }

  private static void refuses(AttestationRefusal expected, Bytes token) {
    assertEquals(Outcome.refused(expected), EARS.appraise(token, AttesterRole.APP));
  }
}
