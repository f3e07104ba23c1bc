package dev.portcullis.crypto.cose;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.CborWriter;

/** The bytes a COSE_Sign1 signature is over (RFC 9052, section 4.4). */
public final class SigStructure {

  private static final int FIELDS = 4;

  private SigStructure() {}

  /**
   * The encoded Sig_structure.
   *
   * @param protectedHeader the encoded header as it was sent; empty where it has no parameters
   * @param external data both sides know and neither sends; the protocol has none
   */
  public static Bytes encoded(Bytes protectedHeader, Bytes external, Bytes payload) {
    var out = new CborWriter();
    out.array(FIELDS);
    out.text("Signature1");
    out.bytes(protectedHeader);
    out.bytes(external);
    out.bytes(payload);
    return out.written();
  }
}
