package dev.portcullis.crypto.attest.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.signature.VerificationKey;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keys in the one spelling that RFC 7518 gives each number, and everything else refused by name.
 */
final class JwkTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SoftwareSigner SIGNER = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private static final String P256 = json(SIGNER);

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void readsTheKeysItWrites(Algorithm algorithm) {
    var signer = SoftwareSigner.generate(algorithm, RANDOM);
    assertEquals(Outcome.passed(PinnedKey.of(signer.publicKey())), parse(json(signer)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"kid\":\"any\"", "\"use\":\"sig\"", "\"alg\":\"ES256\""})
  void takesMembersThatSayNothingElse(String member) {
    assertTrue(parse(with(member)) instanceof Outcome.Passed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"kid\":1; MALFORMED",
        "\"use\":\"enc\"; WRONG_USE",
        "\"use\":1; WRONG_USE",
        "\"alg\":\"ES384\"; ALGORITHM_NOT_OF_KEY",
        "\"alg\":\"HS256\"; ALGORITHM_NOT_OF_KEY",
        "\"alg\":null; ALGORITHM_NOT_OF_KEY",
        "\"key_ops\":[\"verify\"]; UNKNOWN_MEMBER",
        "\"x5c\":[]; UNKNOWN_MEMBER",
        "\"d\":\"AAAA\"; PRIVATE_KEY",
        "\"k\":\"AAAA\"; PRIVATE_KEY",
        "\"x\":\"AAAA\"; DUPLICATE_MEMBER",
        "\"kid\":[[[[[[[[[[]]]]]]]]]]; TOO_DEEP"
      })
  void refusesMembersThatMakeItAnotherKeyOrNone(String member, JwkRefusal why) {
    assertEquals(Outcome.refused(why), parse(with(member)));
  }

  @Test
  void refusesASecretThatEveryCarWouldHold() {
    refuses(JwkRefusal.SHARED_SECRET, "{\"kty\":\"oct\",\"k\":\"AAAA\"}");
    refuses(JwkRefusal.SHARED_SECRET, "{\"kty\":\"oct\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"kty\":\"EC\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-521\",\"x\":\"AA\",\"y\":\"AA\"}",
        "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"AA\",\"y\":\"AA\"}",
        "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AA\"}",
        "{\"kty\":\"RSA\",\"crv\":\"P-256\",\"n\":\"AQ\",\"e\":\"AQAB\"}",
        "{\"kty\":\"ec\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
        "{\"kty\":1}"
      })
  void refusesAKeyOfAnotherKind(String jwk) {
    refuses(JwkRefusal.UNKNOWN_KIND, jwk);
  }

  @Test
  void refusesAPointWithoutACoordinateOrOffItsCurve() {
    refuses(JwkRefusal.MISSING_MEMBER, P256.replace("\"y\":", "\"kid\":"));
    var x = Jwk.members(SIGNER.publicKey()).getOrDefault("x", "");
    var zero = base64(new byte[32]);
    refuses(JwkRefusal.NOT_ON_CURVE, P256.replace(x, zero));
    refuses(
        JwkRefusal.NOT_ON_CURVE, "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + zero + "\"}");
    for (String other : List.of(x + "=", x + "AA", "", " " + x, base64(new byte[33]))) {
      refuses(JwkRefusal.MALFORMED, P256.replace(x, other));
    }
    refuses(JwkRefusal.MALFORMED, P256.replace("\"x\":\"" + x + "\"", "\"x\":1"));
    refuses(JwkRefusal.MALFORMED, P256.replace("P-256", "P-384"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{} {}", "null", "\ufeff{}"})
  void refusesWhatIsNoObject(String json) {
    refuses(JwkRefusal.MALFORMED, json);
  }

  @Test
  void refusesWhatIsTooLong() {
    refuses(JwkRefusal.TOO_LARGE, " ".repeat(Jwk.MAX_SIZE + 1));
    assertEquals(
        Outcome.refused(JwkRefusal.TOO_LARGE),
        JwkSet.parse(Bytes.of(new byte[JwkSet.MAX_KEYS * Jwk.MAX_SIZE + 1])));
  }

  @Test
  void readsRsaInTheFewestBytes() throws NoSuchAlgorithmException {
    var key = rsa(2048);
    byte[] n = BigIntegers.asUnsignedByteArray(key.getModulus());
    var pinned = parse(rsa(base64(n), "AQAB")).orFault();
    assertEquals(TokenAlgorithm.RS256, pinned.algorithm());
    assertEquals(VerificationKey.parse(Bytes.of(key.getEncoded())).orFault(), pinned.key());
    refuses(JwkRefusal.MALFORMED, rsa(base64(key.getModulus().toByteArray()), "AQAB"));
    refuses(JwkRefusal.MALFORMED, rsa(base64(n), "AAEAAQ"));
    refuses(JwkRefusal.WEAK_RSA, rsa(base64(n), "Aw"));
    refuses(JwkRefusal.MALFORMED, rsa("", "AQAB"));
    refuses(JwkRefusal.MISSING_MEMBER, "{\"kty\":\"RSA\",\"n\":\"AQ\"}");
  }

  @Test
  void refusesRsaThatIsTooShortOrNoModulus() throws NoSuchAlgorithmException {
    byte[] n = BigIntegers.asUnsignedByteArray(rsa(1024).getModulus());
    refuses(JwkRefusal.WEAK_RSA, rsa(base64(n), "AQAB"));
    byte[] even = BigIntegers.asUnsignedByteArray(rsa(2048).getModulus());
    even[even.length - 1] ^= 1;
    refuses(JwkRefusal.WEAK_RSA, rsa(base64(even), "AQAB"));
    byte[] ones = new byte[256];
    Arrays.fill(ones, (byte) 0xff);
    refuses(JwkRefusal.WEAK_RSA, rsa(base64(ones), "AQAB"));
    refuses(JwkRefusal.WEAK_RSA, rsa(base64(new byte[] {1}), "AQAB"));
  }

  @Test
  void readsASetOfKeysInTheirOrder() {
    var other = SoftwareSigner.generate(Algorithm.EDDSA, RANDOM);
    assertEquals(
        Outcome.passed(Policies.keys(SIGNER, other)), set("[" + P256 + "," + json(other) + "]"));
  }

  @Test
  void refusesASetThatIsNotWhollyUnderstood() {
    assertEquals(Outcome.refused(JwkRefusal.NO_KEYS), set("[]"));
    assertEquals(Outcome.refused(JwkRefusal.MALFORMED), set("{}"));
    assertEquals(Outcome.refused(JwkRefusal.MALFORMED), set("[1]"));
    assertEquals(Outcome.refused(JwkRefusal.MALFORMED), set("[],\"more\":1"));
    assertEquals(
        Outcome.refused(JwkRefusal.SHARED_SECRET), set("[" + P256 + ",{\"kty\":\"oct\"}]"));
    var many = Stream.generate(() -> P256).limit(JwkSet.MAX_KEYS + 1L);
    assertEquals(
        Outcome.refused(JwkRefusal.TOO_MANY_KEYS),
        set(many.collect(Collectors.joining(",", "[", "]"))));
  }

  private static Outcome<List<PinnedKey>, JwkRefusal> set(String keys) {
    return JwkSet.parse(Bytes.utf8("{\"keys\":" + keys + "}"));
  }

  private static RSAPublicKey rsa(int bits) throws NoSuchAlgorithmException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return (RSAPublicKey) generator.generateKeyPair().getPublic();
  }

  private static String rsa(String n, String e) {
    return "{\"kty\":\"RSA\",\"n\":\"" + n + "\",\"e\":\"" + e + "\"}";
  }

  private static String json(SoftwareSigner signer) {
    return Jwk.members(signer.publicKey()).entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String with(String member) {
    return P256.substring(0, P256.length() - 1) + "," + member + "}";
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Outcome<PinnedKey, JwkRefusal> parse(String json) {
    return Jwk.parse(Bytes.utf8(json));
  }

  private static void refuses(JwkRefusal why, String json) {
    assertEquals(Outcome.refused(why), parse(json), json);
  }
}
