package dev.portcullis.agent.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.token.PinnedKey;
import dev.portcullis.crypto.signature.VerificationKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a revocation document takes away from whom a policy believes. */
final class WithdrawalTest {

  private static Attestation attestation() {
    return PolicyReader.read(PolicyText.json()).orFault().attestation();
  }

  private static Attestation without(Attestation all, Digest key) {
    return all.without(key::equals, Set.of());
  }

  private static Attestation without(Attestation all, VerificationKey key) {
    return without(all, key.thumbprint());
  }

  @Test
  void reachesEachRootOfEachPlatform() {
    var all = attestation();
    var nitro = all.nitro().orElseThrow().roots().iterator().next();
    var android = all.android().orElseThrow().roots().iterator().next();
    var apple = all.apple().orElseThrow().roots().iterator().next();
    assertEquals(
        Set.of("ear+jwt", "ear+cwt", "approov+jwt"), without(all, nitro).ofCommands().names());
    assertEquals(Set.of("app-attest"), without(all, android).ofEnrolment().names());
    assertEquals(Set.of("android-key"), without(all, apple).ofEnrolment().names());
    var untouched = without(all, Digest.of(Bytes.utf8("nobody's key")));
    assertEquals(6, untouched.all().names().size());
  }

  @Test
  void reachesACertificateOfEachPlatformBesideThoseOfThePolicy() {
    var serial = BigInteger.valueOf(4711);
    var left = attestation().without(_ -> false, Set.of(serial));
    assertEquals(Set.of(serial), left.nitro().orElseThrow().revoked());
    assertEquals(Set.of(serial), left.apple().orElseThrow().revoked());
    assertEquals(
        Set.of(serial, new BigInteger("6681152659205225093", 16)),
        left.android().orElseThrow().revoked());
  }

  @Test
  void reachesAVerifiersKeyOfEachKind() throws GeneralSecurityException {
    var tree = PolicyText.tree();
    var p384 = (ArrayNode) tree.at("/attestation/tokens/0/keys");
    var rsa = (ArrayNode) tree.at("/attestation/tokens/2/keys");
    addP384(p384);
    rsa.removeAll();
    addRsa(rsa);
    var all = PolicyReader.read(Bytes.utf8(tree.toString())).orFault().attestation();
    for (var issuer : all.tokens().all()) {
      for (PinnedKey key : issuer.keys()) {
        assertEquals(true, all.isVerifierKey(key.key().thumbprint()), key.toString());
        var left = without(all, key.key().thumbprint());
        assertEquals(false, left.isVerifierKey(key.key().thumbprint()), key.toString());
      }
    }
    var rsaKey = all.tokens().all().getLast().keys().getFirst().key();
    assertEquals(
        List.of("ear+jwt", "ear+cwt"),
        without(all, rsaKey).tokens().all().stream().map(each -> each.kind().format()).toList(),
        "whose only key is withdrawn is nobody");
  }

  private static void addP384(ArrayNode keys) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(384);
    var point = ((ECPublicKey) generator.generateKeyPair().getPublic()).getW();
    keys.addObject()
        .put("kty", "EC")
        .put("crv", "P-384")
        .put("x", base64(point.getAffineX(), 48))
        .put("y", base64(point.getAffineY(), 48));
  }

  private static void addRsa(ArrayNode keys) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var modulus = ((RSAPublicKey) generator.generateKeyPair().getPublic()).getModulus();
    keys.addObject().put("kty", "RSA").put("n", base64(modulus, 256)).put("e", "AQAB");
  }

  private static String base64(BigInteger value, int size) {
    var digits = value.toString(16);
    var bytes = HexFormat.of().parseHex("0".repeat(2 * size - digits.length()) + digits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
