package dev.portcullis.crypto.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.FixedRandom;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.Test;

/** What our messages call a key, of whatever kind; the expected bytes are written by hand. */
final class ThumbprintTest {

  private static Bytes hex(String digits) {
    return Bytes.fromHex(digits);
  }

  private static Bytes unsigned(BigInteger value, int size) {
    var digits = value.toString(16);
    return hex("0".repeat(2 * size - digits.length()) + digits);
  }

  @Test
  void ofAKindThatOurMessagesKnowIsTheSame() {
    for (Algorithm algorithm : Algorithm.values()) {
      var key = SoftwareSigner.generate(algorithm, new FixedRandom("thumbprint")).publicKey();
      assertEquals(key.thumbprint(), VerificationKey.of(key).thumbprint());
    }
  }

  @Test
  void ofAP384KeyIsTakenOfItsCoseKey() {
    for (int i = 0; i < 20; i++) {
      var keys = PlatformKeys.ec("secp384r1");
      var point = ((ECPublicKey) keys.getPublic()).getW();
      var coseKey =
          Bytes.concat(
              hex("a401022002215830"),
              unsigned(point.getAffineX(), 48),
              hex("225830"),
              unsigned(point.getAffineY(), 48));
      assertEquals(Digest.of(coseKey), PlatformKeys.key(keys).thumbprint());
    }
  }

  @Test
  void ofAnRsaKeyIsTakenOfItsCoseKey() {
    var keys = PlatformKeys.rsa(2048);
    var modulus = ((RSAPublicKey) keys.getPublic()).getModulus();
    var coseKey = Bytes.concat(hex("a3010320590100"), unsigned(modulus, 256), hex("2143010001"));
    assertEquals(Digest.of(coseKey), PlatformKeys.key(keys).thumbprint());
  }
}
