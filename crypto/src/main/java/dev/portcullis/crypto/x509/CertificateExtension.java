package dev.portcullis.crypto.x509;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.der.Der;
import dev.portcullis.crypto.der.DerItem;

/**
 * An extension of a certificate to be made (RFC 5280 section 4.2).
 *
 * @param oid its type, in dotted digits
 * @param content the DER that its OCTET STRING wraps
 */
public record CertificateExtension(String oid, Criticality criticality, Bytes content) {

  /** Whether who does not know an extension must refuse the certificate. */
  public enum Criticality {
    CRITICAL,
    NOT_CRITICAL
  }

  /** Basic constraints: an authority, of any path length. */
  public static CertificateExtension authority() {
    return new CertificateExtension(
        "2.5.29.19", Criticality.CRITICAL, Der.encode(DerItem.Sequence.of(new DerItem.Bool(true))));
  }

  /** Key usage: to sign certificates, and nothing else. */
  public static CertificateExtension signsCertificates() {
    return keyUsage(Bytes.of((byte) 3, (byte) 2, (byte) 2, (byte) 4));
  }

  /** Key usage: to sign, and nothing else. */
  public static CertificateExtension signs() {
    return keyUsage(Bytes.of((byte) 3, (byte) 2, (byte) 7, (byte) 0x80));
  }

  private static CertificateExtension keyUsage(Bytes bitString) {
    return new CertificateExtension("2.5.29.15", Criticality.CRITICAL, bitString);
  }
}
