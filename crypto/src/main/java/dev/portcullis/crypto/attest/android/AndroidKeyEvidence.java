package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.x509.CertificateChain;
import dev.portcullis.crypto.x509.ChainCertificate;

/**
 * A document taken apart, of which nothing is proven.
 *
 * @param chain the certificates, the attested key's first
 * @param description what the leaf says of its key, or why it says nothing
 */
public record AndroidKeyEvidence(
    CertificateChain chain, Outcome<KeyDescription, AttestationRefusal> description) {

  static AndroidKeyEvidence of(CertificateChain chain) {
    return new AndroidKeyEvidence(
        chain,
        chain
            .leaf()
            .extension(KeyDescription.OID)
            .map(KeyDescription::parse)
            .orElseGet(() -> Outcome.refused(AttestationRefusal.NO_KEY_DESCRIPTION)));
  }

  /**
   * Whether a certificate above the leaf describes a key too. An app can have the hardware sign
   * anything with its own attested key, a certificate with a made-up description as well; the key's
   * own certificate then stands above it and shows what it is.
   */
  boolean isDescribedAboveTheLeaf() {
    return chain.certificates().stream().skip(1).anyMatch(AndroidKeyEvidence::describesAKey);
  }

  private static boolean describesAKey(ChainCertificate certificate) {
    return certificate.extension(KeyDescription.OID).isPresent();
  }
}
