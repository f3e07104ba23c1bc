package dev.portcullis.can.secoc;

import dev.portcullis.can.secoc.FreshnessLengths.Counted;
import dev.portcullis.can.secoc.FreshnessLengths.None;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

/**
 * Where the parts of a secured I-PDU lie: authentic I-PDU, truncated freshness value, truncated
 * authenticator, without gaps. Bits that are left of the last byte are zeros, and demanded to be:
 * nobody can vary a secured I-PDU unseen. AUTOSAR SWS_SecureOnboardCommunication.
 *
 * @param payloadBytes the authentic I-PDU's size, 1 to 63; all must fit a frame of CAN FD
 */
public record PduLayout(SecOcProfile profile, int payloadBytes) {

  /** The longest secured I-PDU: what one CAN FD frame carries. */
  public static final int MAX_BYTES = 64;

  /** Checks that the whole fits a frame. */
  public PduLayout {
    if (payloadBytes < 1 || payloadBytes >= MAX_BYTES || bytes(profile, payloadBytes) > MAX_BYTES) {
      throw new IllegalArgumentException(payloadBytes + " bytes and " + profile);
    }
  }

  /** What a secured I-PDU says, as yet unproven. */
  record Parts(Bytes payload, long sentFreshness, Bytes authenticator) {}

  /** The size of the secured I-PDU in bytes. */
  public int bytes() {
    return bytes(profile, payloadBytes);
  }

  private static int bytes(SecOcProfile profile, int payloadBytes) {
    return Math.ceilDiv(bits(profile, payloadBytes), Byte.SIZE);
  }

  private static int bits(SecOcProfile profile, int payloadBytes) {
    return payloadBytes * Byte.SIZE + profile.freshness().sentBits() + profile.authenticatorBits();
  }

  /** Takes {@code pdu} apart: {@code WRONG_LENGTH}, {@code PADDING_NOT_ZERO}. */
  Outcome<Parts, VerifyRefusal> parse(Bytes pdu) {
    if (pdu.size() != bytes()) {
      return Outcome.refused(VerifyRefusal.WRONG_LENGTH);
    }
    var cursor = new BitCursor(pdu);
    var payload = cursor.string(payloadBytes * Byte.SIZE);
    long sentFreshness = cursor.number(profile.freshness().sentBits());
    var authenticator = cursor.string(profile.authenticatorBits());
    return cursor.endsInZeros()
        ? Outcome.passed(new Parts(payload, sentFreshness, authenticator))
        : Outcome.refused(VerifyRefusal.PADDING_NOT_ZERO);
  }

  /** Of {@code freshness} and {@code tag} what the profile sends. */
  Bytes assemble(Bytes payload, FreshnessValue freshness, Bytes tag) {
    return new BitPacker(bits(profile, payloadBytes))
        .putFirst(payload, payloadBytes * Byte.SIZE)
        .put(freshness.value(), profile.freshness().sentBits())
        .putFirst(tag, profile.authenticatorBits())
        .packed();
  }

  /** Of a whole tag what the profile sends. */
  Bytes truncated(Bytes tag) {
    return new BitPacker(profile.authenticatorBits())
        .putFirst(tag, profile.authenticatorBits())
        .packed();
  }

  /**
   * What the tag is made of: data id, authentic I-PDU, complete freshness value, the numbers
   * big-endian. A freshness value that is no whole number of bytes begins at a byte's most
   * significant bit and is filled up with zeros, as the standard lays it into its arrays. All
   * lengths are fixed by the layout, so no two contents give the same bytes.
   */
  Bytes authenticated(DataId id, Bytes payload, FreshnessValue freshness) {
    int fullBits =
        switch (profile.freshness()) {
          case None() -> 0;
          case Counted(int full, _) -> full;
        };
    return new BitPacker(DataId.BITS + payloadBytes * Byte.SIZE + fullBits)
        .put(id.value(), DataId.BITS)
        .putFirst(payload, payloadBytes * Byte.SIZE)
        .put(freshness.value(), fullBits)
        .packed();
  }
}
