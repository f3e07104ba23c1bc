package dev.portcullis.crypto.signature;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * A checked public key: P-256, P-384, Ed25519, ML-DSA, or RSA of 2048 to 4096 bits with the
 * exponent 65537. Two are equal where their SubjectPublicKeyInfo is.
 */
public final class VerificationKey {

  /** The largest encoding read, in bytes: ML-DSA-87 takes 2614, RSA of 4096 bits 550. */
  public static final int MAX_SIZE = 3072;

  private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);
  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 4096;

  private final Bytes encoded;
  private final Verifies verifies;
  private final Optional<PublicKey> cose;
  private final Digest thumbprint;

  private VerificationKey(Bytes encoded, Verifies verifies, PublicKey cose) {
    this.encoded = encoded;
    this.verifies = verifies;
    this.cose = Optional.of(cose);
    this.thumbprint = cose.thumbprint();
  }

  private VerificationKey(Bytes encoded, Verifies verifies, Digest thumbprint) {
    this.encoded = encoded;
    this.verifies = verifies;
    this.cose = Optional.empty();
    this.thumbprint = thumbprint;
  }

  /**
   * Reads a SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) in DER, and of each key only the one
   * spelling that {@link #encoded} gives: with a named curve (RFC 5480 section 2.1.1), an
   * uncompressed point, the NULL of RSA (RFC 3279 section 2.3.1). Whoever spells a curve's
   * parameters out chooses them.
   */
  public static Outcome<VerificationKey, KeyFault> parse(Bytes subjectPublicKeyInfo) {
    if (subjectPublicKeyInfo.size() > MAX_SIZE) {
      return Outcome.refused(KeyFault.MALFORMED);
    }
    try {
      var info = SubjectPublicKeyInfo.getInstance(subjectPublicKeyInfo.toArray());
      return ofParameters(PublicKeyFactory.createKey(info))
          .then(key ->
              key.encoded.equals(subjectPublicKeyInfo)
                  ? Outcome.passed(key)
                  : Outcome.refused(KeyFault.MALFORMED));
    } catch (IOException | RuntimeException e) {
      // The library reports what it does not understand by whatever its parts throw.
      return Outcome.refused(KeyFault.MALFORMED);
    }
  }

  /** The key of an EC public key's coordinates, P-256 (32 bytes each) or P-384 (48). */
  public static Outcome<VerificationKey, KeyFault> ofCoordinates(Bytes x, Bytes y) {
    return Curve.ofSize(x.size())
        .map(curve ->
            curve
                .point(x, y)
                .<Outcome<VerificationKey, KeyFault>>map(VerificationKey::ofParameters)
                .orElseGet(() -> Outcome.refused(KeyFault.NOT_ON_CURVE)))
        .orElseGet(() -> Outcome.refused(KeyFault.UNKNOWN_KIND));
  }

  /** The RSA key of a modulus and an exponent, both unsigned and big-endian. */
  public static Outcome<VerificationKey, KeyFault> ofRsa(Bytes modulus, Bytes exponent) {
    if (modulus.size() > MAX_RSA_BITS / Byte.SIZE) {
      return Outcome.refused(KeyFault.WEAK_RSA);
    }
    var n = new BigInteger(1, modulus.toArray());
    var e = new BigInteger(1, exponent.toArray());
    if (!isStrong(n, e)) {
      return Outcome.refused(KeyFault.WEAK_RSA);
    }
    try {
      return ofParameters(new RSAKeyParameters(false, n, e));
    } catch (IllegalArgumentException bad) {
      // A prime, or with a small factor: the library will not even hold such a modulus.
      return Outcome.refused(KeyFault.WEAK_RSA);
    }
  }

  /** The same key as {@code key}. */
  public static VerificationKey of(PublicKey key) {
    return switch (key.algorithm()) {
      case ES256 -> ofCoordinates(key.x(), key.y().orElseThrow()).orFault();
      case EDDSA -> ofParameters(new Ed25519PublicKeyParameters(key.x().toArray(), 0)).orFault();
    };
  }

  /** Whether {@code signature} is this key's over {@code message}, made and written so. */
  public boolean verifies(Scheme scheme, Bytes message, Bytes signature) {
    return verifies.verifies(scheme, message, signature);
  }

  /** Whether a signature made and written so can be this key's at all. */
  public boolean supports(Scheme scheme) {
    return verifies.supports(scheme);
  }

  /** The SubjectPublicKeyInfo in DER. */
  public Bytes encoded() {
    return encoded;
  }

  /** The same key as our own messages write it, if it is of a kind they know. */
  public Optional<PublicKey> cose() {
    return cose;
  }

  /**
   * The thumbprint (RFC 9679) that our messages name the key by, whether or not they know its kind:
   * SHA-256 over the required members of its COSE_Key.
   */
  public Digest thumbprint() {
    return thumbprint;
  }

  private static Outcome<VerificationKey, KeyFault> ofParameters(AsymmetricKeyParameter key) {
    return switch (key) {
      case ECPublicKeyParameters ec ->
          Curve.of(ec)
              .<Outcome<VerificationKey, KeyFault>>map(
                  curve -> Outcome.passed(ofPoint(curve, curve.named(ec))))
              .orElseGet(() -> Outcome.refused(KeyFault.UNKNOWN_KIND));
      case RSAKeyParameters rsa ->
          isStrong(rsa.getModulus(), rsa.getExponent())
              ? Outcome.passed(
                  new VerificationKey(
                      spelt(rsa), new Verifies.ByRsa(rsa), CoseMembers.thumbprint(rsa)))
              : Outcome.refused(KeyFault.WEAK_RSA);
      case Ed25519PublicKeyParameters ed ->
          PublicKey.ed25519(Bytes.of(ed.getEncoded()))
              .<KeyFault>mapRefusal(_ -> KeyFault.NOT_ON_CURVE)
              .map(cose -> new VerificationKey(spelt(ed), new Verifies.ByEd25519(cose), cose));
      case MLDSAPublicKeyParameters mlDsa ->
          MlDsaSize.of(mlDsa)
              .<Outcome<VerificationKey, KeyFault>>map(size -> Outcome.passed(ofSize(size, mlDsa)))
              .orElseGet(() -> Outcome.refused(KeyFault.UNKNOWN_KIND));
      default -> Outcome.refused(KeyFault.UNKNOWN_KIND);
    };
  }

  private static VerificationKey ofSize(MlDsaSize size, MLDSAPublicKeyParameters key) {
    return new VerificationKey(
        spelt(key), new Verifies.ByMlDsa(size.scheme(), key), CoseMembers.thumbprint(size, key));
  }

  private static VerificationKey ofPoint(Curve curve, ECPublicKeyParameters key) {
    var verifies = new Verifies.ByEcdsa(curve, key);
    return curve
        .cose(key)
        .map(cose -> new VerificationKey(spelt(key), verifies, cose))
        .orElseGet(() -> new VerificationKey(spelt(key), verifies, CoseMembers.thumbprint(key)));
  }

  private static Bytes spelt(AsymmetricKeyParameter key) {
    try {
      var info = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key);
      return Bytes.of(info.getEncoded("DER"));
    } catch (IOException e) {
      throw new IllegalStateException("a checked key has an encoding", e);
    }
  }

  private static boolean isStrong(BigInteger modulus, BigInteger exponent) {
    return modulus.bitLength() >= MIN_RSA_BITS
        && modulus.bitLength() <= MAX_RSA_BITS
        && modulus.testBit(0)
        && exponent.equals(EXPONENT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerificationKey that && encoded.equals(that.encoded);
  }

  @Override
  public int hashCode() {
    return encoded.hashCode();
  }

  /** The first digits of the digest of the encoding. */
  @Override
  public String toString() {
    return "key " + Digest.of(encoded).shortHex();
  }
}
