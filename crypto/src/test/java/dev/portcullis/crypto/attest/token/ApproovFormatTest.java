package dev.portcullis.crypto.attest.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.Appraiser;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Confirmation;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One genuine Approov token, and what becomes of it with each thing wrong in turn. */
final class ApproovFormatTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Signer SERVICE = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private static final Signer NEXT = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private static final Digest PHONE =
      SoftwareSigner.generate(Algorithm.ES256, RANDOM).publicKey().thumbprint();
  private static final Instant ISSUED = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant EXPIRES = ISSUED.plusSeconds(300);
  private static final Occasion OCCASION =
      Occasion.of(AttesterRole.APP, ISSUED.plusSeconds(60)).forKey(PHONE.value());
  private static final String HEADER = "{\"alg\":\"ES256\",\"typ\":\"JWT\"}";
  private static final String CLAIMS =
      new String(
          issuer(SERVICE).claims("device", PHONE, ISSUED, EXPIRES).toArray(),
          StandardCharsets.UTF_8);
  private static final Appraiser<Token> APPROOV =
      Policies.approov(Policies.account(SERVICE).made());

  @Test
  void bindsAKeyByItsThumbprintOrByTheTextOfIt() {
    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(PHONE.value().toArray());
    for (Bytes bound : List.of(PHONE.value(), Bytes.utf8(text))) {
      assertTrue(new Confirmation.OfThumbprintHash(Digest.of(bound)).names(PHONE));
    }
    for (Bytes other : List.of(Bytes.utf8(PHONE.value().hex()), Bytes.utf8(text + "="))) {
      assertFalse(new Confirmation.OfThumbprintHash(Digest.of(other)).names(PHONE));
    }
  }

  @Test
  void appraisesAGenuineToken() {
    var attestation = issuer(SERVICE).issue("device", PHONE, ISSUED, EXPIRES);
    assertEquals(APPROOV.format(), attestation.format());
    assertEquals(
        Outcome.passed(
            new AttestationResult(
                AttesterRole.APP,
                "account.approov.io",
                Policies.APP,
                new Confirmation.OfThumbprintHash(Digest.of(PHONE.value())),
                KeyProtection.GENUINE_APP,
                EXPIRES)),
        APPROOV.appraise(attestation.result(), OCCASION));
  }

  @ParameterizedTest
  @CsvSource({
    "1780272300, 1780272300",
    "1780272299.999999, 1780272299",
    "1780272300.0, 1780272300",
    "1.7802723004E9, 1780272300",
    "17802723009e-1, 1780272300"
  })
  void understandsAFractionalEndAndRoundsItDown(String exp, long ends) {
    var claims = CLAIMS.replace("\"exp\":1780272300", "\"exp\":" + exp);
    assertEquals(
        Instant.ofEpochSecond(ends),
        APPROOV.appraise(token(HEADER, claims), OCCASION).orFault().expiresAt());
  }

  @Test
  void issuesAFractionalEnd() {
    var token = issuer(SERVICE).issue("device", PHONE, ISSUED, EXPIRES.plusNanos(891_912_000));
    assertTrue(
        new String(
                issuer(SERVICE)
                    .claims("device", PHONE, ISSUED, EXPIRES.plusNanos(891_912_000))
                    .toArray(),
                StandardCharsets.UTF_8)
            .contains("1780272300.891912"));
    assertEquals(EXPIRES, APPROOV.appraise(token.result(), OCCASION).orFault().expiresAt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"1780272300\"",
        "null",
        "true",
        "-1.5",
        "1e99",
        "1e-99",
        "1e999999999",
        "1e99999999999",
        "0.1780272300e99999999",
        "1780272300.0000000000000000000000001",
        "99999999999999999999.5",
        "253402300800.5",
        "[1780272300]"
      })
  void refusesAnEndThatIsNoDate(String exp) {
    refusesClaims(AttestationRefusal.BAD_TIME, "\"exp\":1780272300", "\"exp\":" + exp);
  }

  @Test
  void refusesATokenWithoutAnEnd() {
    refusesClaims(AttestationRefusal.NO_EXPIRY, "\"exp\":1780272300,", "");
  }

  @Test
  void aTokenIsLiveUntilTheSecondItsFractionBegins() {
    var claims = CLAIMS.replace("\"exp\":1780272300", "\"exp\":1780272300.9");
    var token = token(HEADER, claims);
    assertTrue(APPROOV.appraise(token, at(EXPIRES.minusSeconds(1))) instanceof Outcome.Passed);
    assertEquals(Outcome.refused(AttestationRefusal.EXPIRED), APPROOV.appraise(token, at(EXPIRES)));
  }

  @Test
  void aTokenThatDoesNotSayWhenItWasIssuedMustEndWithinThePolicysAge() {
    var claims = CLAIMS.replace("\"iat\":1780272000,", "");
    var strict = Policies.approov(Policies.account(SERVICE).age(Duration.ofMinutes(4)).made());
    var token = token(HEADER, claims);
    assertTrue(APPROOV.appraise(token, OCCASION) instanceof Outcome.Passed);
    assertTrue(strict.appraise(token, OCCASION) instanceof Outcome.Passed);
    assertEquals(
        Outcome.refused(AttestationRefusal.BAD_TIME),
        strict.appraise(token, at(ISSUED.plusSeconds(59))));
    var forEver = claims.replace("\"exp\":1780272300", "\"exp\":4718018224.780368");
    assertEquals(
        Outcome.refused(AttestationRefusal.BAD_TIME),
        APPROOV.appraise(token(HEADER, forEver), OCCASION));
  }

  @Test
  void aTokenIsTooOldForThePolicyThoughItsOwnEndIsLater() {
    var strict = Policies.approov(Policies.account(SERVICE).age(Duration.ofSeconds(90)).made());
    var token = token(HEADER, CLAIMS);
    assertEquals(ISSUED.plusSeconds(90), strict.appraise(token, OCCASION).orFault().expiresAt());
    assertEquals(
        Outcome.refused(AttestationRefusal.TOO_OLD),
        strict.appraise(token, at(ISSUED.plusSeconds(90))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HS256", "HS384", "HS512"})
  void aSharedSecretEndsAtAVerifierAndTheRefusalSaysSo(String algorithm) {
    var header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
    refuses(AttestationRefusal.SHARED_SECRET, token(header, CLAIMS));
    var findings = APPROOV.inspect(token(header, CLAIMS), OCCASION).findings();
    assertTrue(
        findings.stream()
            .anyMatch(finding ->
                finding.requirement() == Requirement.ALGORITHM
                    && finding.verdict() instanceof Verdict.Failed(var _, var seen)
                    && seen.contains("ends at a Verifier")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "RS256", "ES384", "EdDSA", "PS256", "es256"})
  void refusesAnAlgorithmThatIsNotPinned(String algorithm) {
    refuses(
        AttestationRefusal.ALGORITHM_NOT_ALLOWED,
        token("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}", CLAIMS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"ES256\"}",
        "{\"alg\":\"ES256\",\"kid\":\"0001\"}",
        "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"\"}"
      })
  void aTypeAndAKeyIdMayBeInTheHeaderAndAreNotNeeded(String header) {
    assertTrue(APPROOV.appraise(token(header, CLAIMS), OCCASION) instanceof Outcome.Passed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"ES256\",\"typ\":\"eat+jwt\"}",
        "{\"alg\":\"ES256\",\"typ\":\"jwt\"}",
        "{\"alg\":\"ES256\",\"kid\":1}",
        "{\"alg\":\"ES256\",\"zip\":\"DEF\"}"
      })
  void refusesAHeaderOfAnotherShape(String header) {
    refuses(AttestationRefusal.BAD_HEADER, token(header, CLAIMS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jwk", "jku", "x5u", "x5c", "crit"})
  void refusesAHeaderThatBringsItsKey(String member) {
    refuses(
        AttestationRefusal.KEY_IN_HEADER,
        token("{\"alg\":\"ES256\",\"" + member + "\":\"x\"}", CLAIMS));
  }

  @Test
  void aKeySetRotatesByPolicyAndTheKeyIdChoosesNothing() {
    var both = Policies.approov(Policies.account(SERVICE, NEXT).made());
    for (Signer signer : new Signer[] {SERVICE, NEXT}) {
      var token = issuer(signer).issue("device", PHONE, ISSUED, EXPIRES);
      assertTrue(both.appraise(token.result(), OCCASION) instanceof Outcome.Passed);
    }
    refuses(
        AttestationRefusal.BAD_SIGNATURE,
        issuer(NEXT).issue("device", PHONE, ISSUED, EXPIRES).result());
  }

  @Test
  void refusesATokenThatIsBoundToNoKey() {
    refusesClaims(AttestationRefusal.NO_CONFIRMATION_KEY, "\"pay\":", "\"pays\":");
  }

  @Test
  void refusesABindingThatIsNoDigestInItsOneSpelling() {
    var digest = Digest.of(PHONE.value()).value().toArray();
    var genuine = Base64.getEncoder().encodeToString(digest);
    for (String other :
        new String[] {
          "",
          genuine.substring(0, genuine.length() - 1),
          " " + genuine,
          genuine + "\\n",
          genuine.replace("=", "=="),
          Base64.getUrlEncoder().encodeToString(new byte[] {-1, -1}) + genuine.substring(4),
          Base64.getEncoder().encodeToString(new byte[31]),
          Base64.getEncoder().encodeToString(new byte[33]),
          strayBits(genuine)
        }) {
      refusesClaims(AttestationRefusal.BAD_CONFIRMATION_KEY, genuine, other);
    }
  }

  @Test
  void refusesATokenForAnotherKey() {
    var other = SoftwareSigner.generate(Algorithm.ES256, RANDOM).publicKey().thumbprint();
    refuses(
        AttestationRefusal.KEY_MISMATCH,
        issuer(SERVICE).issue("device", other, ISSUED, EXPIRES).result());
  }

  @Test
  void aKeyOfTheInstallationAuthorisesNothing() {
    var key = PHONE.value().hex();
    refusesClaims(
        AttestationRefusal.NO_CONFIRMATION_KEY, "\"pay\":", "\"ipk\":\"" + key + "\",\"pays\":");
  }

  @Test
  void issuerAndAudienceCountWhereThePolicyNamesThem() {
    refusesClaims(AttestationRefusal.UNKNOWN_ISSUER, "account.approov.io", "other.approov.io");
    refusesClaims(AttestationRefusal.WRONG_AUDIENCE, "\"approov.io\"", "\"other.io\"");
    var lenient =
        Policies.approov(Policies.account(SERVICE).knownByItsKeysAlone().audiences().made());
    var others = CLAIMS.replace("account.approov.io", "other.approov.io");
    for (String claims :
        new String[] {
          CLAIMS,
          others.replace("\"approov.io\"", "\"\""),
          CLAIMS.replace("\"iss\"", "\"is\"").replace("\"aud\"", "\"au\"")
        }) {
      var result = lenient.appraise(token(HEADER, claims), OCCASION).orFault();
      assertEquals("approov+jwt", result.issuer());
      assertEquals(Policies.APP, result.subject());
    }
  }

  @Test
  void whateverTheTokenCallsTheDeviceTheAppIsThePolicys() {
    var claims = CLAIMS.replace("\"sub\":\"approov|device\"", "\"sub\":\"com.example.other\"");
    assertEquals(
        Policies.APP, APPROOV.appraise(token(HEADER, claims), OCCASION).orFault().subject());
  }

  @Test
  void aTokenNeverServesForABackEnd() {
    assertEquals(
        Outcome.refused(AttestationRefusal.WRONG_ROLE),
        APPROOV.appraise(
            token(HEADER, CLAIMS),
            Occasion.of(AttesterRole.BACK_END, ISSUED).forKey(PHONE.value())));
  }

  @Test
  void theServiceDoesNotSignWithEd25519() {
    var signer = SoftwareSigner.generate(Algorithm.EDDSA, RANDOM);
    assertThrows(IllegalArgumentException.class, () -> new ApproovIssuer("a", "b", "c", signer));
  }

  /** The same bytes with other unused bits in the last character. */
  private static String strayBits(String base64) {
    int last = base64.indexOf('=') - 1;
    var changed = (char) (base64.charAt(last) + 1);
    return base64.substring(0, last) + changed + base64.substring(last + 1);
  }

  private static ApproovIssuer issuer(Signer signer) {
    return new ApproovIssuer("account.approov.io", "approov.io", "0001", signer);
  }

  private static Occasion at(Instant time) {
    return Occasion.of(AttesterRole.APP, time).forKey(PHONE.value());
  }

  private static Bytes token(String header, String claims) {
    return CompactJws.sign(SERVICE, Bytes.utf8(header), Bytes.utf8(claims));
  }

  private static void refusesClaims(AttestationRefusal expected, String genuine, String changed) {
    assertTrue(CLAIMS.contains(genuine), CLAIMS);
    refuses(expected, token(HEADER, CLAIMS.replace(genuine, changed)));
  }

  private static void refuses(AttestationRefusal expected, Bytes token) {
    assertEquals(Outcome.refused(expected), APPROOV.appraise(token, OCCASION));
  }
}
