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
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * A checked public key: P-256, P-384, Ed25519, or RSA of 2048 to 4096 bits with the exponent 65537.
 * Two are equal where their SubjectPublicKeyInfo is.
 */
public final class VerificationKey {

  /** The largest encoding read, in bytes: RSA of 4096 bits takes 550. */
  public static final int MAX_SIZE = 1024;

  private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);
  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 4096;

  private final Bytes encoded;
  private final Verifies verifies;
  private final Optional<PublicKey> cose;

  private VerificationKey(Bytes encoded, Verifies verifies, Optional<PublicKey> cose) {
    this.encoded = encoded;
    this.verifies = verifies;
    this.cose = cose;
  }

  /** Reads a SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) in DER. */
  public static Outcome<VerificationKey, KeyFault> parse(Bytes subjectPublicKeyInfo) {
    if (subjectPublicKeyInfo.size() > MAX_SIZE) {
      return Outcome.refused(KeyFault.MALFORMED);
    }
    try {
      var info = SubjectPublicKeyInfo.getInstance(subjectPublicKeyInfo.toArray());
      if (info == null || !Bytes.of(info.getEncoded("DER")).equals(subjectPublicKeyInfo)) {
        return Outcome.refused(KeyFault.MALFORMED);
      }
      return of(PublicKeyFactory.createKey(info), subjectPublicKeyInfo);
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
    // Before the library sees it, which refuses some moduli by an exception.
    return isStrong(n, e)
        ? ofParameters(new RSAKeyParameters(false, n, e))
        : Outcome.refused(KeyFault.WEAK_RSA);
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

  /** The SubjectPublicKeyInfo in DER. */
  public Bytes encoded() {
    return encoded;
  }

  /** The same key as our own messages write it, if it is of a kind they know. */
  public Optional<PublicKey> cose() {
    return cose;
  }

  private static Outcome<VerificationKey, KeyFault> ofParameters(AsymmetricKeyParameter key) {
    try {
      var info = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key);
      return of(key, Bytes.of(info.getEncoded("DER")));
    } catch (IOException | RuntimeException e) {
      return Outcome.refused(KeyFault.MALFORMED);
    }
  }

  private static Outcome<VerificationKey, KeyFault> of(AsymmetricKeyParameter key, Bytes encoded) {
    return switch (key) {
      case ECPublicKeyParameters ec ->
          Curve.of(ec)
              .<Outcome<VerificationKey, KeyFault>>map(curve ->
                  Outcome.passed(
                      new VerificationKey(
                          encoded, new Verifies.ByEcdsa(curve, ec), curve.cose(ec))))
              .orElseGet(() -> Outcome.refused(KeyFault.UNKNOWN_KIND));
      case RSAKeyParameters rsa ->
          isStrong(rsa.getModulus(), rsa.getExponent())
              ? Outcome.passed(
                  new VerificationKey(encoded, new Verifies.ByRsa(rsa), Optional.empty()))
              : Outcome.refused(KeyFault.WEAK_RSA);
      case Ed25519PublicKeyParameters ed ->
          PublicKey.ed25519(Bytes.of(ed.getEncoded()))
              .<KeyFault>mapRefusal(_ -> KeyFault.NOT_ON_CURVE)
              .map(cose ->
                  new VerificationKey(encoded, new Verifies.ByEd25519(cose), Optional.of(cose)));
      default -> Outcome.refused(KeyFault.UNKNOWN_KIND);
    };
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
