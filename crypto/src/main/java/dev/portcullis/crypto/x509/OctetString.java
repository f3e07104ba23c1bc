package dev.portcullis.crypto.x509;

import dev.portcullis.crypto.Bytes;
import org.bouncycastle.asn1.ASN1OctetString;

/** Takes the wrapping off an extension's value (RFC 5280 section 4.1). */
final class OctetString {

  private OctetString() {}

  /** The content of {@code wrapped}, which a parser of certificates has already read. */
  static Bytes content(byte[] wrapped) {
    return Bytes.of(ASN1OctetString.getInstance(wrapped).getOctets());
  }
}
