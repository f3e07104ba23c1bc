package dev.portcullis.crypto.attest.token;

import static dev.portcullis.crypto.attest.token.JsonEars.APP;
import static dev.portcullis.crypto.attest.token.JsonEars.CLAIMS;
import static dev.portcullis.crypto.attest.token.JsonEars.EARS;
import static dev.portcullis.crypto.attest.token.JsonEars.FOR_APP;
import static dev.portcullis.crypto.attest.token.JsonEars.HEADER;
import static dev.portcullis.crypto.attest.token.JsonEars.ISSUER;
import static dev.portcullis.crypto.attest.token.JsonEars.OTHER;
import static dev.portcullis.crypto.attest.token.JsonEars.VERIFIER;
import static dev.portcullis.crypto.attest.token.JsonEars.appraise;
import static dev.portcullis.crypto.attest.token.JsonEars.refuses;
import static dev.portcullis.crypto.attest.token.JsonEars.refusesClaims;
import static dev.portcullis.crypto.attest.token.JsonEars.refusesHeader;
import static dev.portcullis.crypto.attest.token.JsonEars.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no JWT, or not signed as the policy pins it, is refused before its claims are read. */
final class EarJwtTest {

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

  @Test
  void takesAKeyIdInTheHeaderAndDoesNotLookAtIt() {
    var header = "{\"alg\":\"ES256\",\"typ\":\"eat+jwt\",\"kid\":\"whatever\"}";
    assertEquals(APP, appraise(header, CLAIMS).orFault().subject());
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
    var members = Jwk.members(OTHER.publicKey());
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
  @ValueSource(strings = {"HS256", "HS384", "HS512"})
  void refusesASecretThatWouldHaveToBeInEveryCar(String algorithm) {
    refusesHeader(
        AttestationRefusal.SHARED_SECRET, "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "RS256", "ES384", "es256", "EdDSA", "ES256K"})
  void refusesAnAlgorithmThatIsNotPinned(String algorithm) {
    refusesHeader(
        AttestationRefusal.ALGORITHM_NOT_ALLOWED,
        "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}");
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
      var outcome = EARS.appraise(Bytes.of(changed), FOR_APP);
      assertTrue(outcome instanceof Outcome.Refused, () -> Bytes.of(changed).hex());
    }
  }
}
