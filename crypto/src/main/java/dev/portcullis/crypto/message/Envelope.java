package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.CoseRefusal;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Sign1;
import dev.portcullis.crypto.cose.Signer;

/**
 * What every signed message is made of: a COSE_Sign1 of a kind and, as its payload, a map.
 *
 * @param payload the map, whose fields nobody has looked at
 */
record Envelope(Sign1 signed, CborMap payload) {

  static final String COMMAND = "portcullis/command/1";
  static final String REQUEST = "portcullis/request/1";
  static final String GRANT = "portcullis/grant/1";
  static final String BEACON = "portcullis/beacon/1";
  static final String RECEIPT = "portcullis/receipt/1";
  static final String TIME = "portcullis/time/1";
  static final String LEASE = "portcullis/lease/1";
  static final String WINDOW = "portcullis/window/1";
  static final String OFFER = "portcullis/offer/1";
  static final String ENROLMENT = "portcullis/enrolment/1";
  static final String KEY_REVOCATION = "portcullis/key-revocation/1";
  static final String CONSENT = "portcullis/consent/1";
  static final String CHECKPOINT = "portcullis/checkpoint/1";
  static final String NOTICE = "portcullis/notice/1";
  static final String REVOCATIONS = "portcullis/revocations/1";

  static Outcome<Envelope, MessageRefusal> parse(Bytes encoded, int largest, String typ) {
    return parse(encoded, largest, typ, Limits.PAYLOAD);
  }

  static Outcome<Envelope, MessageRefusal> parse(
      Bytes encoded, int largest, String typ, CborLimits payload) {
    if (encoded.size() > largest) {
      return Outcome.refused(MessageRefusal.TOO_LARGE);
    }
    return Sign1.parse(encoded, typ)
        .mapRefusal(Envelope::said)
        .then(signed -> map(signed.payload(), payload).map(map -> new Envelope(signed, map)));
  }

  /** The map that {@code encoded} is: a payload, or a message that carries signed ones. */
  static Outcome<CborMap, MessageRefusal> map(Bytes encoded, CborLimits limits) {
    if (!(Cbor.decode(encoded, limits) instanceof Outcome.Passed<CborItem, ?>(CborItem item))) {
      return Outcome.refused(MessageRefusal.NOT_CBOR);
    }
    return item instanceof CborMap map
        ? Outcome.passed(map)
        : Outcome.refused(MessageRefusal.WRONG_FIELDS);
  }

  /** The typ of a message of one of several kinds, to choose who reads it. */
  static Outcome<String, MessageRefusal> typ(Bytes encoded) {
    return Sign1.typ(encoded).mapRefusal(Envelope::said);
  }

  static Bytes sign(CborMap payload, Signer signer, String typ) {
    return Sign1.sign(signer, typ, Cbor.encode(payload));
  }

  <P> Unverified<P> unverified(P claims) {
    return new Unverified<>(claims, signed);
  }

  /**
   * For a message that brings the key it is signed with: the header names that very key, or the
   * message would show one key and prove another.
   */
  <P> Outcome<Unverified<P>, MessageRefusal> signedWith(PublicKey shown, P claims) {
    return signed.keyId().equals(shown.thumbprint())
        ? Outcome.passed(unverified(claims))
        : Outcome.refused(MessageRefusal.BAD_KEY);
  }

  private static MessageRefusal said(CoseRefusal why) {
    return switch (why) {
      case TOO_LARGE -> MessageRefusal.TOO_LARGE;
      case NOT_CBOR -> MessageRefusal.NOT_CBOR;
      case WRONG_TYPE -> MessageRefusal.WRONG_TYPE;
      case WRONG_STRUCTURE,
          UNPROTECTED_HEADER,
          BAD_HEADER,
          NO_ALGORITHM,
          UNKNOWN_ALGORITHM,
          BAD_KEY_ID,
          WRONG_PAYLOAD,
          BAD_KEY,
          NOT_ON_CURVE,
          WRONG_KEY,
          WRONG_ALGORITHM,
          NO_SIGNATURE,
          BAD_SIGNATURE,
          CANNOT_OPEN ->
          MessageRefusal.BAD_ENVELOPE;
    };
  }
}
