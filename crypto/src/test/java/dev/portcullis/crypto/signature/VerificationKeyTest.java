package dev.portcullis.crypto.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.FixedRandom;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose signatures verify, and under which scheme alone. */
final class VerificationKeyTest {

  private static final Bytes MESSAGE = Bytes.utf8("a message");
  private static final KeyPair P256 = PlatformKeys.ec("secp256r1");
  private static final KeyPair P384 = PlatformKeys.ec("secp384r1");
  private static final KeyPair RSA = PlatformKeys.rsa(2048);
  private static final KeyPair ED25519 = PlatformKeys.ed25519();
  private static final KeyPair ML_DSA_44 = PlatformKeys.mlDsa(NamedParameterSpec.ML_DSA_44);
  private static final KeyPair ML_DSA_65 = PlatformKeys.mlDsa(NamedParameterSpec.ML_DSA_65);
  private static final KeyPair ML_DSA_87 = PlatformKeys.mlDsa(NamedParameterSpec.ML_DSA_87);
  private static final List<KeyPair> ALL =
      List.of(P256, P384, RSA, ED25519, ML_DSA_44, ML_DSA_65, ML_DSA_87);

  /** What the JDK calls each scheme. */
  private static final Map<Scheme, String> NAMES =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(Scheme.ES256, "SHA256withECDSAinP1363Format"),
              Map.entry(Scheme.ES384, "SHA384withECDSAinP1363Format"),
              Map.entry(Scheme.RS256, "SHA256withRSA"),
              Map.entry(Scheme.EDDSA, "Ed25519"),
              Map.entry(Scheme.ECDSA_SHA256_DER, "SHA256withECDSA"),
              Map.entry(Scheme.ECDSA_SHA384_DER, "SHA384withECDSA"),
              Map.entry(Scheme.ECDSA_SHA512_DER, "SHA512withECDSA"),
              Map.entry(Scheme.RSA_SHA384, "SHA384withRSA"),
              Map.entry(Scheme.RSA_SHA512, "SHA512withRSA"),
              Map.entry(Scheme.RSA_PSS_SHA256, "RSASSA-PSS"),
              Map.entry(Scheme.ML_DSA_44, "ML-DSA-44"),
              Map.entry(Scheme.ML_DSA_65, "ML-DSA-65"),
              Map.entry(Scheme.ML_DSA_87, "ML-DSA-87")));

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void aSignatureOfTheJdkVerifiesUnderItsOwnKeyAndSchemeAlone(Scheme scheme) {
    var name = Optional.ofNullable(NAMES.get(scheme)).orElseThrow();
    for (KeyPair signer : signers(scheme)) {
      var signature = PlatformKeys.sign(name, signer, MESSAGE);
      for (KeyPair each : ALL) {
        for (Scheme under : Scheme.values()) {
          boolean own = each.equals(signer) && under == scheme;

          assertEquals(
              own,
              PlatformKeys.key(each).verifies(under, MESSAGE, signature),
              each.getPublic().getAlgorithm() + " under " + under);
        }
      }
      var key = PlatformKeys.key(signer);
      assertFalse(key.verifies(scheme, Bytes.utf8("another message"), signature));
      assertFalse(key.verifies(scheme, MESSAGE, Bytes.empty()));
    }
  }

  /** JOSE binds a hash to a curve; X.509 does not. */
  private static Set<KeyPair> signers(Scheme scheme) {
    return switch (scheme) {
      case ES256 -> Set.of(P256);
      case ES384 -> Set.of(P384);
      case ECDSA_SHA256_DER, ECDSA_SHA384_DER, ECDSA_SHA512_DER -> Set.of(P256, P384);
      case RS256, RSA_SHA384, RSA_SHA512, RSA_PSS_SHA256 -> Set.of(RSA);
      case ML_DSA_44 -> Set.of(ML_DSA_44);
      case ML_DSA_65 -> Set.of(ML_DSA_65);
      case ML_DSA_87 -> Set.of(ML_DSA_87);
      case EDDSA -> Set.of(ED25519);
    };
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void noBitOfASignatureMayChangeAndNoneMayBeAddedOrLeftOut(Scheme scheme) {
    var random = new Random(81);
    var signer = signers(scheme).iterator().next();
    var key = PlatformKeys.key(signer);
    var name = Optional.ofNullable(NAMES.get(scheme)).orElseThrow();
    var signature = PlatformKeys.sign(name, signer, MESSAGE);
    for (int i = 0; i < 200; i++) {
      byte[] changed = signature.toArray();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));

      assertFalse(key.verifies(scheme, MESSAGE, Bytes.of(changed)));
    }
    for (int size = 0; size < signature.size(); size++) {
      assertFalse(key.verifies(scheme, MESSAGE, signature.slice(0, size)));
    }
    var zero = Bytes.of((byte) 0);
    assertFalse(key.verifies(scheme, MESSAGE, Bytes.concat(signature, zero)));
    assertFalse(key.verifies(scheme, MESSAGE, Bytes.concat(zero, signature)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1"})
  void refusesNumbersOutOfTheirRangeAsASignature(String curve) {
    var key = PlatformKeys.key(PlatformKeys.ec(curve));
    int size = curve.equals("secp256r1") ? 32 : 48;
    var scheme = size == 32 ? Scheme.ES256 : Scheme.ES384;
    var order = size == 32 ? Curve.P256.domain().getN() : Curve.P384.domain().getN();
    var numbers = List.of(BigInteger.ZERO, BigInteger.ONE, order, order.add(BigInteger.ONE));
    for (var r : numbers) {
      for (var s : numbers) {
        assertFalse(
            key.verifies(scheme, MESSAGE, Bytes.concat(unsigned(r, size), unsigned(s, size))));
      }
    }
  }

  @Test
  void refusesAnRsaSignatureThatIsItsOwnPowerOrTheModulus() {
    var key = PlatformKeys.key(RSA);
    var modulus = ((RSAPublicKey) RSA.getPublic()).getModulus();
    for (var number :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            modulus,
            modulus.add(BigInteger.ONE),
            modulus.subtract(BigInteger.ONE))) {
      assertFalse(key.verifies(Scheme.RS256, MESSAGE, unsigned(number, 256)));
    }
    // The genuine signature plus the modulus, where it still fits, is another spelling of it.
    var signature = new BigInteger(1, PlatformKeys.sign("SHA256withRSA", RSA, MESSAGE).toArray());
    var more = signature.add(modulus);
    if (more.bitLength() <= 2048) {
      assertFalse(key.verifies(Scheme.RS256, MESSAGE, unsigned(more, 256)));
    }
  }

  @Test
  void refusesAnRsaSignatureInTheOtherPadding() throws GeneralSecurityException {
    var signer = Signature.getInstance("RSASSA-PSS");
    signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    signer.initSign(RSA.getPrivate());
    signer.update(MESSAGE.toArray());

    assertFalse(PlatformKeys.key(RSA).verifies(Scheme.RS256, MESSAGE, Bytes.of(signer.sign())));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 32, 190, 222})
  void takesASaltOfAnyLengthThatFits(int salt) throws GeneralSecurityException {
    var signer = Signature.getInstance("RSASSA-PSS");
    signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt, 1));
    signer.initSign(RSA.getPrivate());
    signer.update(MESSAGE.toArray());
    var signature = Bytes.of(signer.sign());

    assertTrue(PlatformKeys.key(RSA).verifies(Scheme.RSA_PSS_SHA256, MESSAGE, signature));
    assertFalse(
        PlatformKeys.key(RSA).verifies(Scheme.RSA_PSS_SHA256, Bytes.utf8("other"), signature));
  }

  @Test
  void refusesPssWithAnotherDigest() throws GeneralSecurityException {
    var signer = Signature.getInstance("RSASSA-PSS");
    signer.setParameter(new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 32, 1));
    signer.initSign(RSA.getPrivate());
    signer.update(MESSAGE.toArray());

    assertFalse(
        PlatformKeys.key(RSA).verifies(Scheme.RSA_PSS_SHA256, MESSAGE, Bytes.of(signer.sign())));
  }

  @Test
  void theLargestKeyHasRoom() {
    assertEquals(2614, PlatformKeys.encoded(ML_DSA_87).size());
    assertEquals(2614, PlatformKeys.key(ML_DSA_87).encoded().size());
  }

  @Test
  void theSameKeyIsEqualHoweverItCame() {
    for (Algorithm algorithm : Algorithm.values()) {
      var cose =
          SoftwareSigner.generate(algorithm, new FixedRandom("same " + algorithm)).publicKey();
      var key = VerificationKey.of(cose);

      assertEquals(key, VerificationKey.parse(key.encoded()).orFault());
      assertEquals(key.hashCode(), VerificationKey.parse(key.encoded()).orFault().hashCode());
      assertEquals(Optional.of(cose), key.cose());
    }
    var rsa = (RSAPublicKey) RSA.getPublic();
    assertEquals(
        Outcome.passed(PlatformKeys.key(RSA)),
        VerificationKey.ofRsa(
            Bytes.of(rsa.getModulus().toByteArray()).slice(1, 257),
            Bytes.of((byte) 1, (byte) 0, (byte) 1)));
    var p384 = SoftwareKey.generate(SoftwareKey.Kind.P384, new FixedRandom("same")).publicKey();
    assertEquals(p384, VerificationKey.parse(p384.encoded()).orFault());
    assertEquals(Optional.empty(), p384.cose());
    assertEquals(Optional.empty(), PlatformKeys.key(RSA).cose());
    for (KeyPair each : ALL) {
      assertEquals(PlatformKeys.encoded(each), PlatformKeys.key(each).encoded());
    }
  }

  @Test
  void aSoftwareKeySignsWhatItsPublicKeyVerifies() {
    for (var kind : SoftwareKey.Kind.values()) {
      var key = SoftwareKey.generate(kind, new FixedRandom("signs " + kind));
      for (Scheme scheme :
          List.of(
              kind == SoftwareKey.Kind.P256 ? Scheme.ES256 : Scheme.ES384,
              Scheme.ECDSA_SHA256_DER,
              Scheme.ECDSA_SHA384_DER,
              Scheme.ECDSA_SHA512_DER)) {
        assertTrue(key.publicKey().verifies(scheme, MESSAGE, key.sign(scheme, MESSAGE)));
      }
      for (Scheme other :
          List.of(
              kind == SoftwareKey.Kind.P256 ? Scheme.ES384 : Scheme.ES256,
              Scheme.EDDSA,
              Scheme.RS256)) {
        assertThrows(IllegalArgumentException.class, () -> key.sign(other, MESSAGE));
      }
    }
  }

  private static Bytes unsigned(BigInteger number, int size) {
    byte[] signed = number.toByteArray();
    byte[] fixed = new byte[size];
    int kept = Math.min(size, signed.length);
    System.arraycopy(signed, signed.length - kept, fixed, size - kept, kept);
    return Bytes.of(fixed);
  }
}
