package dev.portcullis.crypto.cose;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/** P-256 (FIPS 186-5): points, ECDSA with SHA-256, and Diffie-Hellman. */
final class P256 {

  static final int COORDINATE_BYTES = 32;
  static final int SIGNATURE_BYTES = 2 * COORDINATE_BYTES;

  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("P-256");
  private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);
  private static final BigInteger FIELD_PRIME = CURVE.getCurve().getField().getCharacteristic();

  private P256() {}

  /** The point (x, y): on the curve, coordinates below the prime, 32 bytes each. */
  static Outcome<ECPublicKeyParameters, CoseRefusal> point(Bytes x, Bytes y) {
    if (x.size() != COORDINATE_BYTES || y.size() != COORDINATE_BYTES) {
      return Outcome.refused(CoseRefusal.BAD_KEY);
    }
    var xs = new BigInteger(1, x.toArray());
    var ys = new BigInteger(1, y.toArray());
    if (xs.compareTo(FIELD_PRIME) >= 0 || ys.compareTo(FIELD_PRIME) >= 0) {
      return Outcome.refused(CoseRefusal.NOT_ON_CURVE);
    }
    ECPoint point = CURVE.getCurve().createPoint(xs, ys);
    return point.isValid()
        ? Outcome.passed(new ECPublicKeyParameters(point, DOMAIN))
        : Outcome.refused(CoseRefusal.NOT_ON_CURVE);
  }

  /**
   * Whether {@code signature}, r and s of 32 bytes each, is by {@code key}. Each of r and s must
   * lie in 1 to n - 1. Both s and n - s verify, as FIPS 186-5 has it: nothing in the protocol takes
   * a signature's bytes for an identity (digests are over payloads).
   */
  static boolean verifies(ECPublicKeyParameters key, byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    var signer = new ECDSASigner();
    signer.init(false, key);
    return signer.verifySignature(
        sha256(message),
        BigIntegers.fromUnsignedByteArray(signature, 0, COORDINATE_BYTES),
        BigIntegers.fromUnsignedByteArray(signature, COORDINATE_BYTES, COORDINATE_BYTES));
  }

  /** A signature with the nonce of RFC 6979: it needs no randomness to be safe. */
  static byte[] sign(byte[] scalar, byte[] message) {
    var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(new BigInteger(1, scalar), DOMAIN));
    BigInteger[] pair = signer.generateSignature(sha256(message));
    byte[] signature = new byte[SIGNATURE_BYTES];
    BigIntegers.asUnsignedByteArray(pair[0], signature, 0, COORDINATE_BYTES);
    BigIntegers.asUnsignedByteArray(pair[1], signature, COORDINATE_BYTES, COORDINATE_BYTES);
    return signature;
  }

  /** A private scalar in 1 to n - 1, of 32 bytes. */
  static byte[] randomScalar(SecureRandom random) {
    return BigIntegers.asUnsignedByteArray(
        COORDINATE_BYTES,
        BigIntegers.createRandomInRange(
            BigInteger.ONE, DOMAIN.getN().subtract(BigInteger.ONE), random));
  }

  static boolean inScalarRange(byte[] scalar) {
    var value = new BigInteger(1, scalar);
    return scalar.length == COORDINATE_BYTES
        && value.signum() > 0
        && value.compareTo(DOMAIN.getN()) < 0;
  }

  /** The public key of a scalar in range. */
  static PublicKey publicKey(byte[] scalar) {
    ECPoint point = CURVE.getG().multiply(new BigInteger(1, scalar)).normalize();
    return PublicKey.p256(
            Bytes.of(point.getAffineXCoord().getEncoded()),
            Bytes.of(point.getAffineYCoord().getEncoded()))
        .orFault();
  }

  /** The x coordinate both sides of a Diffie-Hellman exchange compute, 32 bytes. */
  static byte[] agree(byte[] scalar, ECPublicKeyParameters other) {
    var agreement = new ECDHBasicAgreement();
    agreement.init(new ECPrivateKeyParameters(new BigInteger(1, scalar), DOMAIN));
    return BigIntegers.asUnsignedByteArray(COORDINATE_BYTES, agreement.calculateAgreement(other));
  }

  private static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
