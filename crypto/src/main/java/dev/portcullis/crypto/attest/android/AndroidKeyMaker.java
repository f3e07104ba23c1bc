package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.crypto.x509.CertificateContent;
import dev.portcullis.crypto.x509.CertificateExtension;
import dev.portcullis.crypto.x509.CertificateExtension.Criticality;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The attesting half of a simulated phone: certifies keys as a phone's secure hardware does, under
 * a root of its own, which only a demonstration's policy pins.
 */
public final class AndroidKeyMaker {

  private static final String ROOT = "CN=Portcullis Simulated Attestation Root";
  private static final Instant LEAF_BEGIN = Instant.EPOCH;
  private static final Instant LEAF_END = Instant.parse("2048-01-01T00:00:00Z");
  private static final int SERIAL_BITS = 127;

  private final Signer attester;
  private final String attesterName;
  private final VerificationKey root;
  private final List<Bytes> issuers;

  private AndroidKeyMaker(
      Signer attester, String attesterName, VerificationKey root, List<Bytes> issuers) {
    this.attester = attester;
    this.attesterName = attesterName;
    this.root = root;
    this.issuers = issuers;
  }

  /**
   * A phone whose attestation key {@code attester} is certified by {@code root} for {@code level}.
   *
   * @param root a key of ES256, for this call only
   * @param attester another key of ES256
   * @param from the first second of both certificates
   * @param until their last second
   */
  public static AndroidKeyMaker of(
      Signer root,
      Signer attester,
      SecurityLevel level,
      Instant from,
      Instant until,
      SecureRandom random) {
    var rootKey = VerificationKey.of(root.publicKey());
    var attesterName = "O=" + organisation(level) + ",CN=" + serial(random).toString(16);
    var authority =
        List.of(CertificateExtension.authority(), CertificateExtension.signsCertificates());
    var own =
        new CertificateContent(
            ROOT,
            attesterName,
            VerificationKey.of(attester.publicKey()),
            serial(random),
            from,
            until,
            authority);
    var top = new CertificateContent(ROOT, ROOT, rootKey, serial(random), from, until, authority);
    return new AndroidKeyMaker(
        attester, attesterName, rootKey, List.of(own.signedBy(root), top.signedBy(root)));
  }

  /** The key that a policy pins for this phone. */
  public VerificationKey root() {
    return root;
  }

  /** The document, for the wire, that {@code key} is as {@code description} says. */
  public Bytes attest(PublicKey key, KeyDescription description) {
    return AndroidKeyFormat.document(chain(key, description));
  }

  /** The certificates in DER that {@link #attest} puts together, the leaf first. */
  public List<Bytes> chain(PublicKey key, KeyDescription description) {
    var leaf =
        new CertificateContent(
            attesterName,
            "CN=Android Keystore Key",
            VerificationKey.of(key),
            BigInteger.ONE,
            LEAF_BEGIN,
            LEAF_END,
            List.of(
                CertificateExtension.signs(),
                new CertificateExtension(
                    KeyDescription.OID, Criticality.NOT_CRITICAL, description.encoded())));
    var chain = new ArrayList<Bytes>();
    chain.add(leaf.signedBy(attester));
    chain.addAll(issuers);
    return List.copyOf(chain);
  }

  private static String organisation(SecurityLevel level) {
    return switch (level) {
      case SOFTWARE -> "Software";
      case TRUSTED_ENVIRONMENT -> "TEE";
      case STRONG_BOX -> "StrongBox";
    };
  }

  private static BigInteger serial(SecureRandom random) {
    return new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE);
  }
}
