package dev.portcullis.crypto.cose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PublicKeyTest {

  private static final String PRIME =
      "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";
  private static final String ORDER =
      "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

  private final SecureRandom random = new SecureRandom();

  @Test
  void hasTheThumbprintOfTheExampleInRfc9679() {
    Bytes key =
        Bytes.fromHex(
            "a40102200121582065eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d"
                + "2258201e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c");

    assertEquals(
        "496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec",
        PublicKey.parse(key).orFault().thumbprint().value().hex());
  }

  @ParameterizedTest
  @EnumSource
  void parsesItsOwnEncoding(Algorithm algorithm) {
    PublicKey key = SoftwareSigner.generate(algorithm, random).publicKey();

    assertEquals(Outcome.passed(key), PublicKey.parse(key.encoded()));
    assertEquals(algorithm, key.algorithm());
  }

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource({
    "NOT_CBOR, a1",
    "NOT_CBOR, a2200101",
    "BAD_KEY, 01",
    "BAD_KEY, a0",
    "BAD_KEY, a301012006214100",
    "BAD_KEY, a3010120042141ff",
    "BAD_KEY, a3010120062100",
    "BAD_KEY, a401022001210022f5",
    "NOT_CBOR, a301012006215820"
  })
  void refusesWhatIsNoKey(CoseRefusal expected, String hex) {
    assertEquals(Outcome.refused(expected), PublicKey.parse(Bytes.fromHex(hex)).map(PublicKey::x));
  }

  @Test
  void refusesKeysWithMembersBeyondTheRequired() {
    PublicKey key = SoftwareSigner.generate(Algorithm.ES256, random).publicKey();
    String encoded = key.encoded().hex();

    Bytes withAlgorithm =
        Bytes.fromHex("a5" + encoded.substring(2, 6) + "0326" + encoded.substring(6));
    Bytes withPrivateKey = Bytes.fromHex("a5" + encoded.substring(2) + "235820" + "11".repeat(32));

    assertEquals(Outcome.refused(CoseRefusal.BAD_KEY), PublicKey.parse(withAlgorithm));
    assertEquals(Outcome.refused(CoseRefusal.BAD_KEY), PublicKey.parse(withPrivateKey));
  }

  @Test
  void refusesCoordinatesOfNoPoint() {
    Bytes one = Bytes.fromHex("00".repeat(31) + "01");
    Bytes zero = Bytes.of(new byte[32]);
    Bytes prime = Bytes.fromHex(PRIME);
    PublicKey good = SoftwareSigner.generate(Algorithm.ES256, random).publicKey();

    assertEquals(Outcome.refused(CoseRefusal.NOT_ON_CURVE), PublicKey.p256(one, one));
    assertEquals(Outcome.refused(CoseRefusal.NOT_ON_CURVE), PublicKey.p256(zero, zero));
    assertEquals(Outcome.refused(CoseRefusal.NOT_ON_CURVE), PublicKey.p256(prime, one));
    assertEquals(Outcome.refused(CoseRefusal.NOT_ON_CURVE), PublicKey.p256(good.x(), prime));
    assertEquals(Outcome.refused(CoseRefusal.BAD_KEY), PublicKey.p256(Bytes.empty(), one));
    assertEquals(
        Outcome.refused(CoseRefusal.BAD_KEY), PublicKey.p256(Bytes.concat(zero, one), one));
  }

  @ParameterizedTest
  @CsvSource({
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
  })
  void refusesPointsOfSmallOrderAndOtherEncodings(String hex) {
    assertEquals(Outcome.refused(CoseRefusal.NOT_ON_CURVE), PublicKey.ed25519(Bytes.fromHex(hex)));
  }

  @Test
  void refusesAnEd25519KeyOfAnotherSize() {
    assertEquals(Outcome.refused(CoseRefusal.BAD_KEY), PublicKey.ed25519(Bytes.of(new byte[31])));
  }

  @ParameterizedTest
  @CsvSource({"0", "32", "64"})
  void refusesSignaturesWithNumbersOutOfRange(int at) {
    var signer = SoftwareSigner.generate(Algorithm.ES256, random);
    Bytes message = Bytes.utf8("message");
    byte[] zeroed = signer.sign(message).toArray();
    byte[] large = zeroed.clone();
    if (at < zeroed.length) {
      Arrays.fill(zeroed, at, at + 32, (byte) 0);
      Bytes.fromHex(ORDER).copyTo(large, at);
    } else {
      Arrays.fill(zeroed, (byte) 0);
      Arrays.fill(large, (byte) 0xff);
    }

    assertEquals(
        Outcome.refused(CoseRefusal.BAD_SIGNATURE),
        signer.publicKey().verify(message, Bytes.of(zeroed)));
    assertEquals(
        Outcome.refused(CoseRefusal.BAD_SIGNATURE),
        signer.publicKey().verify(message, Bytes.of(large)));
  }

  @Test
  void signsDeterministicallyAsInRfc6979() {
    SecretBytes key =
        SecretBytes.takeOver(
            Bytes.fromHex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721")
                .toArray());
    var signer = SoftwareSigner.of(Algorithm.ES256, key).orFault();

    assertEquals(
        "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
            + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
        signer.sign(Bytes.utf8("sample")).hex());
  }

  @ParameterizedTest
  @CsvSource({
    "ES256, 0000000000000000000000000000000000000000000000000000000000000000",
    "ES256, " + ORDER,
    "ES256, 01",
    "EDDSA, 01"
  })
  void refusesPrivateKeysOutOfRange(Algorithm algorithm, String hex) {
    SecretBytes secret = SecretBytes.takeOver(Bytes.fromHex(hex).toArray());

    assertEquals(
        Outcome.refused(CoseRefusal.BAD_KEY),
        SoftwareSigner.of(algorithm, secret).map(SoftwareSigner::publicKey));
  }

  @Test
  void sealsToNothingButP256() {
    PublicKey key = SoftwareSigner.generate(Algorithm.EDDSA, random).publicKey();

    assertThrows(
        IllegalArgumentException.class,
        () -> CoseEncrypt.seal(key, random, Bytes.empty(), Bytes.empty()));
  }
}
