package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.SigStructure;
import java.util.List;

/**
 * The four fields of a COSE_Sign1 (RFC 9052 section 4.2) that somebody else wrote, in whatever
 * spelling: it keeps the bytes that were signed. Nothing of it is believed yet.
 *
 * @param protectedHeader the bytes of the protected header
 * @param unprotected the header that nobody signed
 * @param payload the bytes that were signed
 */
public record ForeignSign1(
    Bytes protectedHeader, CborMap unprotected, Bytes payload, Bytes signature) {

  /** The tag that may stand before one. */
  public static final int TAG = 18;

  private static final int FIELDS = 4;

  /** The fields of the array behind the tag. Refuses {@code MALFORMED}. */
  public static Outcome<ForeignSign1, AttestationRefusal> of(CborItem untagged) {
    return untagged instanceof CborArray(List<CborItem> fields)
            && fields.size() == FIELDS
            && fields.get(0) instanceof ByteString(Bytes protectedHeader)
            && fields.get(1) instanceof CborMap unprotected
            && fields.get(2) instanceof ByteString(Bytes payload)
            && fields.get(3) instanceof ByteString(Bytes signature)
        ? Outcome.passed(new ForeignSign1(protectedHeader, unprotected, payload, signature))
        : Outcome.refused(AttestationRefusal.MALFORMED);
  }

  /** The bytes that the signature is over (RFC 9052 section 4.4). */
  public Bytes signed() {
    return SigStructure.encoded(protectedHeader, Bytes.empty(), payload);
  }
}
