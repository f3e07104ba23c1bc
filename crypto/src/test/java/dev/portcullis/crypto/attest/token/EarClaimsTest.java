package dev.portcullis.crypto.attest.token;

import static dev.portcullis.crypto.attest.token.JsonEars.APP;
import static dev.portcullis.crypto.attest.token.JsonEars.CLAIMS;
import static dev.portcullis.crypto.attest.token.JsonEars.EXPIRES;
import static dev.portcullis.crypto.attest.token.JsonEars.HEADER;
import static dev.portcullis.crypto.attest.token.JsonEars.ISSUER;
import static dev.portcullis.crypto.attest.token.JsonEars.PHONE;
import static dev.portcullis.crypto.attest.token.JsonEars.appraise;
import static dev.portcullis.crypto.attest.token.JsonEars.refusesClaims;
import static dev.portcullis.crypto.attest.token.JsonEars.said;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.attest.AttestationRefusal;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signed EAR, and what becomes of it with each claim wrong in turn. */
final class EarClaimsTest {

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
    var x = Jwk.members(PHONE.publicKey()).get("x");
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
  void refusesAnAppThatThePolicyDoesNotList() {
    refusesClaims(AttestationRefusal.NOT_LISTED, APP, "com.example.other");
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
    assertEquals("accepted", said(appraise(HEADER, claims)));
  }

  @Test
  void refusesAnAppraisalOfTheOtherAttester() {
    refusesClaims(AttestationRefusal.WRONG_ROLE, "\"app\":", "\"back-end\":");
  }
}
