package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Signer;
import java.util.List;

/**
 * The wire form of a {@link KeyRevocation}: {@code portcullis/key-revocation/1}, signed by an
 * owner.
 */
public final class KeyRevocationCodec {

  private static final int VEHICLE = 1;
  private static final int ID = 2;
  private static final int EPOCH = 3;
  private static final int KEYS = 4;

  private KeyRevocationCodec() {}

  /** Reads at most 1,024 bytes; refuses whatever is not exactly a revocation. Never throws. */
  public static Outcome<Unverified<KeyRevocation>, MessageRefusal> parse(Bytes encoded) {
    return Envelope.parse(encoded, Limits.KEY_REVOCATION_BYTES, Envelope.KEY_REVOCATION)
        .then(envelope -> claims(envelope.payload()).map(envelope::unverified));
  }

  /** The encoded message, signed by {@code signer}. */
  public static Bytes sign(KeyRevocation revocation, Signer signer) {
    var payload =
        new FieldWriter()
            .bytes(VEHICLE, revocation.vehicle().value())
            .bytes(ID, revocation.id().value())
            .number(EPOCH, revocation.epoch())
            .digests(KEYS, revocation.keys())
            .map();
    return Envelope.sign(payload, signer, Envelope.KEY_REVOCATION);
  }

  private static Outcome<KeyRevocation, MessageRefusal> claims(CborMap map) {
    var in = new FieldReader(map);
    Bytes vehicle = in.id(VEHICLE);
    Bytes id = in.id(ID);
    long epoch = in.number(EPOCH);
    List<Digest> keys = in.digests(KEYS, 1, Limits.KEYS_REVOKED_BY_AN_OWNER);
    return in.finish(
        () -> new KeyRevocation(new VehicleId(vehicle), new StatementId(id), epoch, keys));
  }
}
