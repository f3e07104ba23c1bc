package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.CborEvidence;
import dev.portcullis.crypto.attest.ForeignSign1;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.SigStructure;
import dev.portcullis.crypto.cose.Signer;

/**
 * Takes CBOR Web Tokens (RFC 8392) apart that are a COSE_Sign1 (RFC 9052 section 4.2). The tag of a
 * COSE_Sign1 may be there or not, for the format of the attestation already says what it is; the
 * tag of a CWT only before that (RFC 8392 sections 6 and 7.2).
 *
 * <p>Any spelling of CBOR is read, for nothing obliges a Verifier to the deterministic one: the
 * draft's own example of an EAR is not in it, and Veraison's library leaves the lengths of maps
 * open. What was signed is the bytes as they came, so a spelling changes nothing that counts.
 */
final class Cwt {

  private static final int CWT_TAG = 61;
  private static final int MAC0_TAG = 17;
  private static final int MAX_ITEMS = 512;

  /** The structure, and what is in it: tags and the array do not count as depth of claims. */
  private static final CborLimits LIMITS =
      new CborLimits(EarFormat.MAX_SIZE, ClaimValue.MAX_DEPTH, MAX_ITEMS);

  private Cwt() {}

  /** Refuses what is not a COSE_Sign1 of claims, to the last byte and with no key twice. */
  static Outcome<Token, AttestationRefusal> parse(Bytes document) {
    return decoded(document).then(Cwt::untagged).then(ForeignSign1::of).then(Cwt::token);
  }

  /**
   * Signs {@code claims} under these headers, whatever they say: an issuer puts the right ones
   * there, a test the wrong ones.
   *
   * @param protectedHeader an encoded map, or nothing
   * @param claims an encoded map
   */
  static Bytes sign(Signer signer, Bytes protectedHeader, CborMap unprotected, Bytes claims) {
    return Cbor.encode(
        new Tagged(
            ForeignSign1.TAG,
            CborArray.of(
                CborItem.bytes(protectedHeader),
                unprotected,
                CborItem.bytes(claims),
                CborItem.bytes(
                    signer.sign(SigStructure.encoded(protectedHeader, Bytes.empty(), claims))))));
  }

  private static Outcome<CborItem, AttestationRefusal> decoded(Bytes encoded) {
    return CborEvidence.item(encoded, LIMITS);
  }

  private static Outcome<CborItem, AttestationRefusal> untagged(CborItem item) {
    boolean isCwt = item instanceof Tagged(long outer, CborItem _) && outer == CWT_TAG;
    var inner = item instanceof Tagged(long _, CborItem content) && isCwt ? content : item;
    return switch (inner) {
      case Tagged(long tag, CborItem content) when tag == ForeignSign1.TAG ->
          Outcome.passed(content);
      case Tagged(long tag, CborItem _) when tag == MAC0_TAG ->
          Outcome.refused(AttestationRefusal.SHARED_SECRET);
      default -> isCwt ? malformed() : Outcome.passed(inner);
    };
  }

  private static Outcome<Token, AttestationRefusal> token(ForeignSign1 parts) {
    return header(parts.protectedHeader())
        .then(header ->
            members(parts.unprotected())
                .then(outside ->
                    decoded(parts.payload())
                        .then(Cwt::members)
                        .map(claims ->
                            new Token(
                                TokenEncoding.CWT,
                                CoseHeader.read(header, outside),
                                claims,
                                parts.signed(),
                                parts.signature()))));
  }

  /** RFC 9052 section 3: no parameters are the empty string, or an empty map. */
  private static Outcome<Members, AttestationRefusal> header(Bytes encoded) {
    return encoded.isEmpty() ? members(CborMap.empty()) : decoded(encoded).then(Cwt::members);
  }

  private static Outcome<Members, AttestationRefusal> members(CborItem item) {
    return CborClaims.read(item)
        .then(value -> value instanceof Members members ? Outcome.passed(members) : malformed());
  }

  private static <T> Outcome<T, AttestationRefusal> malformed() {
    return Outcome.refused(AttestationRefusal.MALFORMED);
  }
}
