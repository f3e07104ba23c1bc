package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Signer;

/** The wire form of a {@link Checkpoint}: {@code portcullis/checkpoint/1}, by the vehicle. */
public final class CheckpointCodec {

  private static final int VEHICLE = 1;
  private static final int COUNT = 2;
  private static final int EPOCH = 3;
  private static final int REVOKED_KEYS = 4;
  private static final int POLICY_SEQUENCE = 5;
  private static final int REVOCATION_SEQUENCE = 6;
  private static final int BOOT = 7;

  private CheckpointCodec() {}

  /** Reads at most 512 bytes; refuses whatever is not exactly a checkpoint. Never throws. */
  public static Outcome<Unverified<Checkpoint>, MessageRefusal> parse(Bytes encoded) {
    return Envelope.parse(encoded, Limits.CHECKPOINT_BYTES, Envelope.CHECKPOINT)
        .then(envelope -> claims(envelope.payload()).map(envelope::unverified));
  }

  /** The encoded message, signed by {@code signer}. */
  public static Bytes sign(Checkpoint checkpoint, Signer signer) {
    var payload =
        new FieldWriter()
            .bytes(VEHICLE, checkpoint.vehicle().value())
            .number(COUNT, checkpoint.count())
            .number(EPOCH, checkpoint.epoch())
            .bytes(REVOKED_KEYS, checkpoint.revokedKeys().value())
            .number(POLICY_SEQUENCE, checkpoint.policySequence())
            .number(REVOCATION_SEQUENCE, checkpoint.revocationSequence())
            .bytes(BOOT, checkpoint.boot().value())
            .map();
    return Envelope.sign(payload, signer, Envelope.CHECKPOINT);
  }

  private static Outcome<Checkpoint, MessageRefusal> claims(CborMap map) {
    var in = new FieldReader(map);
    Bytes vehicle = in.id(VEHICLE);
    long count = in.positive(COUNT);
    long epoch = in.number(EPOCH);
    Digest revokedKeys = in.digest(REVOKED_KEYS);
    long policySequence = in.number(POLICY_SEQUENCE);
    long revocationSequence = in.number(REVOCATION_SEQUENCE);
    Bytes boot = in.id(BOOT);
    return in.finish(() ->
        new Checkpoint(
            new VehicleId(vehicle),
            count,
            epoch,
            revokedKeys,
            policySequence,
            revocationSequence,
            new BootId(boot)));
  }
}
