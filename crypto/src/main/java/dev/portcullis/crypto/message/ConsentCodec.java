package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Signer;

/** The wire form of a {@link Consent}: {@code portcullis/consent/1}, signed by an owner. */
public final class ConsentCodec {

  private static final int VEHICLE = 1;
  private static final int ID = 2;
  private static final int HAND_OVER = 3;

  private ConsentCodec() {}

  /** Reads at most 512 bytes; refuses whatever is not exactly a consent. Never throws. */
  public static Outcome<Unverified<Consent>, MessageRefusal> parse(Bytes encoded) {
    return Envelope.parse(encoded, Limits.CONSENT_BYTES, Envelope.CONSENT)
        .then(envelope -> claims(envelope.payload()).map(envelope::unverified));
  }

  /** The encoded message, signed by {@code signer}. */
  public static Bytes sign(Consent consent, Signer signer) {
    var payload =
        new FieldWriter()
            .bytes(VEHICLE, consent.vehicle().value())
            .bytes(ID, consent.id().value())
            .bytes(HAND_OVER, consent.handOver().value())
            .map();
    return Envelope.sign(payload, signer, Envelope.CONSENT);
  }

  private static Outcome<Consent, MessageRefusal> claims(CborMap map) {
    var in = new FieldReader(map);
    Bytes vehicle = in.id(VEHICLE);
    Bytes id = in.id(ID);
    Digest handOver = in.digest(HAND_OVER);
    return in.finish(() -> new Consent(new VehicleId(vehicle), new StatementId(id), handOver));
  }
}
