package dev.portcullis.ota.fetch.coap;

import org.eclipse.californium.scandium.dtls.CertificateType;

/** How the unit shows its key to the server. */
public enum ShownAs {
  /** The key alone (RFC 7250); the server knows it. */
  RAW_PUBLIC_KEY(CertificateType.RAW_PUBLIC_KEY),
  /** The certificate and those above it; the server knows who issued it. */
  CERTIFICATE(CertificateType.X_509);

  private final CertificateType type;

  ShownAs(CertificateType type) {
    this.type = type;
  }

  CertificateType type() {
    return type;
  }
}
