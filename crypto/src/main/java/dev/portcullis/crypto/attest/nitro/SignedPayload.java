package dev.portcullis.crypto.attest.nitro;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.CborEvidence;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.NegativeInt;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.SigStructure;
import dev.portcullis.crypto.signature.Scheme;
import dev.portcullis.crypto.signature.VerificationKey;
import java.util.List;
import java.util.Optional;

/**
 * A COSE_Sign1 (RFC 9052 section 4.2) as the enclave's hypervisor writes it, tagged or untagged. It
 * keeps the bytes that were signed, whatever their spelling.
 *
 * @param protectedHeader the bytes of the protected header
 * @param header what they say
 * @param unprotected the header that nobody signed
 * @param payload the bytes of the document
 */
record SignedPayload(
    Bytes protectedHeader, CborMap header, CborMap unprotected, Bytes payload, Bytes signature) {

  static final int SIGN1_TAG = 18;

  /** ECDSA with SHA-384 in the COSE registry of algorithms. */
  static final CborItem ES384 = new NegativeInt(34);

  /** The label of the algorithm (RFC 9052 section 3.1). */
  static final CborItem ALGORITHM = new Uint(1);

  private static final CborLimits STRUCTURE = new CborLimits(NitroFormat.MAXIMUM_SIZE, 4, 32);
  private static final CborLimits HEADER = new CborLimits(64, 2, 8);
  private static final int FIELDS = 4;

  static Outcome<SignedPayload, AttestationRefusal> parse(Bytes document) {
    return CborEvidence.item(document, STRUCTURE)
        .then(item ->
            item instanceof Tagged(long tag, CborItem content) && tag == SIGN1_TAG
                ? fields(content)
                : fields(item));
  }

  private static Outcome<SignedPayload, AttestationRefusal> fields(CborItem item) {
    if (!(item instanceof CborArray(List<CborItem> fields))
        || fields.size() != FIELDS
        || !(fields.get(0) instanceof ByteString(Bytes protectedHeader))
        || !(fields.get(1) instanceof CborMap unprotected)
        || !(fields.get(2) instanceof ByteString(Bytes payload))
        || !(fields.get(3) instanceof ByteString(Bytes signature))) {
      return Outcome.refused(AttestationRefusal.MALFORMED);
    }
    return CborEvidence.map(protectedHeader, HEADER)
        .map(header -> new SignedPayload(protectedHeader, header, unprotected, payload, signature));
  }

  /** Whether the headers say which algorithm, and nothing else. */
  boolean namesAtMostTheAlgorithm() {
    return unprotected.entries().isEmpty()
        && header.entries().stream().allMatch(entry -> entry.key().equals(ALGORITHM));
  }

  boolean saysEs384() {
    return header.get(ALGORITHM).equals(Optional.of(ES384));
  }

  /** Whether {@code key} signed the payload under the protected header, with ES384. */
  boolean isSignedBy(VerificationKey key) {
    var signed = SigStructure.encoded(protectedHeader, Bytes.empty(), payload);
    return key.verifies(Scheme.ES384, signed, signature);
  }
}
