package dev.portcullis.crypto.attest.nitro;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.CborEvidence;
import dev.portcullis.crypto.attest.ForeignSign1;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.NegativeInt;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.signature.Scheme;
import dev.portcullis.crypto.signature.VerificationKey;
import java.util.Optional;

/**
 * A COSE_Sign1 (RFC 9052 section 4.2) as the enclave's hypervisor writes it, tagged or untagged. It
 * keeps the bytes that were signed, whatever their spelling.
 *
 * @param parts its fields
 * @param header what the protected header says
 */
record SignedPayload(ForeignSign1 parts, CborMap header) {

  /** ECDSA with SHA-384 in the COSE registry of algorithms. */
  static final CborItem ES384 = new NegativeInt(34);

  /** The label of the algorithm (RFC 9052 section 3.1). */
  static final CborItem ALGORITHM = new Uint(1);

  private static final CborLimits STRUCTURE = new CborLimits(NitroFormat.MAXIMUM_SIZE, 4, 32);
  private static final CborLimits HEADER = new CborLimits(64, 2, 8);

  static Outcome<SignedPayload, AttestationRefusal> parse(Bytes document) {
    return CborEvidence.item(document, STRUCTURE)
        .then(item ->
            item instanceof Tagged(long tag, CborItem content) && tag == ForeignSign1.TAG
                ? ForeignSign1.of(content)
                : ForeignSign1.of(item))
        .then(parts ->
            CborEvidence.map(parts.protectedHeader(), HEADER)
                .map(header -> new SignedPayload(parts, header)));
  }

  Bytes payload() {
    return parts.payload();
  }

  /** Whether the headers say which algorithm, and nothing else. */
  boolean namesAtMostTheAlgorithm() {
    return parts.unprotected().entries().isEmpty()
        && header.entries().stream().allMatch(entry -> entry.key().equals(ALGORITHM));
  }

  boolean saysEs384() {
    return header.get(ALGORITHM).equals(Optional.of(ES384));
  }

  /** Whether {@code key} signed the payload under the protected header, with ES384. */
  boolean isSignedBy(VerificationKey key) {
    return key.verifies(Scheme.ES384, parts.signed(), parts.signature());
  }
}
