package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.CoseRefusal;
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

  static Outcome<Envelope, MessageRefusal> parse(Bytes encoded, int largest, String typ) {
    if (encoded.size() > largest) {
      return Outcome.refused(MessageRefusal.TOO_LARGE);
    }
    return switch (Sign1.parse(encoded, typ)) {
      case Outcome.Passed<Sign1, CoseRefusal>(Sign1 signed) -> ofSigned(signed);
      case Outcome.Refused<Sign1, CoseRefusal>(CoseRefusal why) -> Outcome.refused(said(why));
    };
  }

  private static Outcome<Envelope, MessageRefusal> ofSigned(Sign1 signed) {
    if (!(Cbor.decode(signed.payload(), Limits.PAYLOAD)
        instanceof Outcome.Passed<CborItem, ?>(CborItem item))) {
      return Outcome.refused(MessageRefusal.NOT_CBOR);
    }
    return item instanceof CborMap map
        ? Outcome.passed(new Envelope(signed, map))
        : Outcome.refused(MessageRefusal.WRONG_FIELDS);
  }

  static Bytes sign(CborMap payload, Signer signer, String typ) {
    return Sign1.sign(signer, typ, Cbor.encode(payload));
  }

  <P> Unverified<P> unverified(P claims) {
    return new Unverified<>(claims, signed);
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
