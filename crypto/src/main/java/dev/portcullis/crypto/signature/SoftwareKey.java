package dev.portcullis.crypto.signature;

import dev.portcullis.crypto.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.util.BigIntegers;

/**
 * A private key that lies in this process and signs as platforms sign: for simulated ones, whose
 * roots only a demonstration's policy pins. The keys of our own messages are {@code cose.Signer}s.
 */
public final class SoftwareKey {

  /** What kind of key. */
  public enum Kind {
    P256,
    P384
  }

  private final Curve curve;
  private final ECPrivateKeyParameters secret;
  private final VerificationKey publicKey;

  private SoftwareKey(Curve curve, ECPrivateKeyParameters secret, VerificationKey publicKey) {
    this.curve = curve;
    this.secret = secret;
    this.publicKey = publicKey;
  }

  /** A new key pair. */
  public static SoftwareKey generate(Kind kind, SecureRandom random) {
    var curve =
        switch (kind) {
          case P256 -> Curve.P256;
          case P384 -> Curve.P384;
        };
    var domain = curve.domain();
    var last = domain.getN().subtract(BigInteger.ONE);
    var scalar = BigIntegers.createRandomInRange(BigInteger.ONE, last, random);
    var point = domain.getG().multiply(scalar).normalize();
    var publicKey =
        VerificationKey.ofCoordinates(
                Bytes.of(point.getAffineXCoord().getEncoded()),
                Bytes.of(point.getAffineYCoord().getEncoded()))
            .orFault();
    return new SoftwareKey(curve, new ECPrivateKeyParameters(scalar, domain), publicKey);
  }

  /** The key that verifies what this signs. */
  public VerificationKey publicKey() {
    return publicKey;
  }

  /**
   * A signature over {@code message}, with the nonce of RFC 6979.
   *
   * @throws IllegalArgumentException where no key of this kind signs so
   */
  public Bytes sign(Scheme scheme, Bytes message) {
    return switch (scheme) {
      case ES256 -> fixed(Curve.P256, new SHA256Digest(), message);
      case ES384 -> fixed(Curve.P384, new SHA384Digest(), message);
      case ECDSA_SHA256_DER -> der(pair(new SHA256Digest(), message));
      case ECDSA_SHA384_DER -> der(pair(new SHA384Digest(), message));
      case ECDSA_SHA512_DER -> der(pair(new SHA512Digest(), message));
      case RS256, EDDSA, RSA_SHA384, RSA_SHA512, RSA_PSS_SHA256, ML_DSA_44, ML_DSA_65, ML_DSA_87 ->
          throw new IllegalArgumentException("no ECDSA");
    };
  }

  private Bytes fixed(Curve wanted, Digest digest, Bytes message) {
    if (curve != wanted) {
      throw new IllegalArgumentException("a key on another curve");
    }
    var pair = pair(digest, message);
    int size = curve.size();
    return Bytes.concat(
        Bytes.of(BigIntegers.asUnsignedByteArray(size, pair[0])),
        Bytes.of(BigIntegers.asUnsignedByteArray(size, pair[1])));
  }

  private Bytes der(BigInteger[] pair) {
    try {
      var order = secret.getParameters().getN();
      return Bytes.of(StandardDSAEncoding.INSTANCE.encode(order, pair[0], pair[1]));
    } catch (IOException e) {
      throw new IllegalStateException("two integers have an encoding", e);
    }
  }

  private BigInteger[] pair(Digest digest, Bytes message) {
    byte[] hash = new byte[digest.getDigestSize()];
    digest.update(message.toArray(), 0, message.size());
    digest.doFinal(hash, 0);
    var signer = new ECDSASigner(new HMacDSAKCalculator(digest));
    signer.init(true, secret);
    return signer.generateSignature(hash);
  }

  @Override
  public String toString() {
    return "SoftwareKey(" + publicKey + ")";
  }
}
