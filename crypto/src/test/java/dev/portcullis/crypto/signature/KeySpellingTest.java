package dev.portcullis.crypto.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTNamedCurves;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ECPoint;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each key is read in one spelling only, and weak ones in none. */
final class KeySpellingTest {

  private static final KeyPair P256 = PlatformKeys.ec("secp256r1");
  private static final KeyPair RSA = PlatformKeys.rsa(2048);
  private static final byte[] F4 = {1, 0, 1};

  @Test
  void refusesACompressedPoint() {
    var uncompressed = info(SECObjectIdentifiers.secp256r1, point().getEncoded(false));
    assertEquals(PlatformKeys.encoded(P256), uncompressed);

    assertRefused(
        KeyFault.MALFORMED, info(SECObjectIdentifiers.secp256r1, point().getEncoded(true)));
  }

  @Test
  void refusesAHybridPointAndTheOneAtInfinity() {
    byte[] hybrid = point().getEncoded(false);
    hybrid[0] = (byte) (6 | (hybrid[64] & 1));

    assertRefused(KeyFault.MALFORMED, info(SECObjectIdentifiers.secp256r1, hybrid));
    assertRefused(KeyFault.MALFORMED, info(SECObjectIdentifiers.secp256r1, new byte[] {0}));
    assertRefused(KeyFault.MALFORMED, info(SECObjectIdentifiers.secp256r1, new byte[0]));
  }

  @Test
  void refusesAPointThatIsNotOnItsCurve() {
    byte[] off = point().getEncoded(false);
    off[64] ^= 1;

    assertRefused(KeyFault.MALFORMED, info(SECObjectIdentifiers.secp256r1, off));
    assertEquals(
        Outcome.refused(KeyFault.NOT_ON_CURVE),
        VerificationKey.ofCoordinates(Bytes.copyOf(off, 1, 33), Bytes.copyOf(off, 33, 65)));
  }

  @Test
  void refusesCurveParametersThatAreSpeltOut() {
    var named = NISTNamedCurves.getByName("P-256");
    var explicit =
        new X9ECParameters(
            named.getCurve(),
            new X9ECPoint(named.getG(), false),
            named.getN(),
            named.getH(),
            named.getSeed());

    assertRefused(KeyFault.MALFORMED, info(explicit, point().getEncoded(false)));
  }

  @Test
  void refusesAGeneratorOfTheSendersChoice() {
    // With the point itself as generator, everybody knows its private key: one.
    var named = NISTNamedCurves.getByName("P-256");
    var explicit =
        new X9ECParameters(
            named.getCurve(), new X9ECPoint(point(), false), named.getN(), named.getH());

    assertRefused(KeyFault.UNKNOWN_KIND, info(explicit, point().getEncoded(false)));
  }

  @Test
  void refusesOtherCurves() {
    assertRefused(KeyFault.UNKNOWN_KIND, PlatformKeys.encoded(PlatformKeys.ec("secp521r1")));
    var k1 = SECNamedCurves.getByName("secp256k1");
    assertRefused(
        KeyFault.UNKNOWN_KIND, info(SECObjectIdentifiers.secp256k1, k1.getG().getEncoded(false)));
  }

  @Test
  void refusesCoordinatesOfTheWrongSizeOrAboveThePrime() {
    byte[] point = point().getEncoded(false);
    var x = Bytes.copyOf(point, 1, 33);
    var y = Bytes.copyOf(point, 33, 65);
    var zero = Bytes.of((byte) 0);
    var high = Bytes.fromHex("ff".repeat(32));

    assertTrue(VerificationKey.ofCoordinates(x, y) instanceof Outcome.Passed);
    for (var outcome :
        List.of(
            VerificationKey.ofCoordinates(x, Bytes.concat(zero, y)),
            VerificationKey.ofCoordinates(x, y.slice(0, 31)),
            VerificationKey.ofCoordinates(x, Bytes.empty()),
            VerificationKey.ofCoordinates(high, y),
            VerificationKey.ofCoordinates(x, high),
            VerificationKey.ofCoordinates(y, x))) {
      assertEquals(Outcome.refused(KeyFault.NOT_ON_CURVE), outcome);
    }
    assertEquals(
        Outcome.refused(KeyFault.UNKNOWN_KIND),
        VerificationKey.ofCoordinates(Bytes.concat(zero, x), Bytes.concat(zero, y)));
    assertEquals(
        Outcome.refused(KeyFault.UNKNOWN_KIND),
        VerificationKey.ofCoordinates(Bytes.empty(), Bytes.empty()));
  }

  @Test
  void refusesAnEdwardsPointOfSmallOrder() {
    var prefix = "302a300506032b6570032100";

    for (String point : List.of("00".repeat(32), "01" + "00".repeat(31), "ff".repeat(32))) {
      assertRefused(KeyFault.MALFORMED, Bytes.fromHex(prefix + point));
    }
    assertRefused(KeyFault.MALFORMED, Bytes.fromHex(prefix + "01"));
  }

  @Test
  void refusesAWeakModulus() {
    assertRefused(KeyFault.WEAK_RSA, PlatformKeys.encoded(PlatformKeys.rsa(1024)));
    assertRefused(KeyFault.WEAK_RSA, PlatformKeys.encoded(PlatformKeys.rsa(2040)));
    assertTrue(
        VerificationKey.parse(PlatformKeys.encoded(PlatformKeys.rsa(3072)))
            instanceof Outcome.Passed);
    var modulus = Bytes.of(modulus().toByteArray()).slice(1, 257);
    for (var weak :
        List.of(
            Bytes.empty(),
            modulus.slice(0, 255),
            unsigned(modulus().clearBit(0)),
            unsigned(BigInteger.ONE.shiftLeft(2047).setBit(0).multiply(BigInteger.valueOf(3))),
            Bytes.fromHex("ff".repeat(513)))) {
      assertEquals(Outcome.refused(KeyFault.WEAK_RSA), VerificationKey.ofRsa(weak, Bytes.of(F4)));
    }
  }

  @Test
  void refusesAModulusThatIsPrimeOrHasASmallFactor() {
    var prime = BigInteger.probablePrime(2048, new Random(91));
    var small = BigInteger.probablePrime(2045, new Random(92)).multiply(BigInteger.valueOf(7));

    for (var modulus : List.of(prime, small)) {
      assertEquals(
          Outcome.refused(KeyFault.WEAK_RSA),
          VerificationKey.ofRsa(unsigned(modulus), Bytes.of(F4)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 17, 65_539})
  void refusesEveryExponentButTheOne(int exponent) {
    var modulus = Bytes.of(modulus().toByteArray()).slice(1, 257);

    assertEquals(
        Outcome.refused(KeyFault.WEAK_RSA),
        VerificationKey.ofRsa(modulus, Bytes.of(BigInteger.valueOf(exponent).toByteArray())));
  }

  @Test
  void refusesTheExponentThree() {
    var three =
        PlatformKeys.generate("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F0));

    assertRefused(KeyFault.WEAK_RSA, PlatformKeys.encoded(three));
  }

  @Test
  void refusesAnRsaKeyWithOtherParametersThanItsNull() throws IOException {
    var content = SubjectPublicKeyInfo.getInstance(RSA.getPublic().getEncoded()).parsePublicKey();
    var usual =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
            content);
    assertEquals(PlatformKeys.encoded(RSA), Bytes.of(usual.getEncoded("DER")));

    for (var algorithm :
        List.of(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
            new AlgorithmIdentifier(
                PKCSObjectIdentifiers.rsaEncryption, SECObjectIdentifiers.secp256r1),
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS),
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP))) {
      assertTrue(
          VerificationKey.parse(
                  Bytes.of(new SubjectPublicKeyInfo(algorithm, content).getEncoded("DER")))
              instanceof Outcome.Refused);
    }
  }

  @Test
  void refusesEveryOtherSpellingOfTheSameKey() throws IOException {
    for (KeyPair keys : List.of(P256, RSA, PlatformKeys.ed25519())) {
      var der = PlatformKeys.encoded(keys);
      var ber = SubjectPublicKeyInfo.getInstance(der.toArray()).toASN1Primitive();
      var indefinite = new BERSequence(((ASN1Sequence) ber).toArray());

      assertRefused(KeyFault.MALFORMED, Bytes.concat(der, Bytes.of((byte) 0)));
      assertRefused(KeyFault.MALFORMED, der.slice(0, der.size() - 1));
      assertRefused(KeyFault.MALFORMED, Bytes.of(indefinite.getEncoded("BER")));
    }
    assertRefused(KeyFault.MALFORMED, Bytes.empty());
    assertRefused(KeyFault.MALFORMED, Bytes.of(new byte[VerificationKey.MAX_SIZE + 1]));
    assertRefused(KeyFault.MALFORMED, Bytes.utf8("-----BEGIN PUBLIC KEY-----"));
  }

  @Test
  void refusesUnusedBitsInAKey() {
    var info = PlatformKeys.encoded(P256).toArray();
    // The first byte of the BIT STRING's content says how many bits of the last are unused.
    int unused = info.length - 66;
    assertEquals(0, info[unused]);
    info[unused] = 1;

    assertTrue(VerificationKey.parse(Bytes.of(info)) instanceof Outcome.Refused);
  }

  private static ECPoint point() {
    var info = SubjectPublicKeyInfo.getInstance(P256.getPublic().getEncoded());
    return NISTNamedCurves.getByName("P-256")
        .getCurve()
        .decodePoint(info.getPublicKeyData().getOctets());
  }

  private static Bytes info(ASN1Encodable curve, byte[] point) {
    try {
      var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve);
      return Bytes.of(new SubjectPublicKeyInfo(algorithm, point).getEncoded("DER"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static BigInteger modulus() {
    return ((RSAPublicKey) RSA.getPublic()).getModulus();
  }

  private static Bytes unsigned(BigInteger number) {
    var bytes = Bytes.of(number.toByteArray());
    return bytes.at(0) == 0 ? bytes.slice(1, bytes.size()) : bytes;
  }

  private static void assertRefused(KeyFault why, Bytes encoded) {
    assertEquals(Outcome.refused(why), VerificationKey.parse(encoded));
  }
}
