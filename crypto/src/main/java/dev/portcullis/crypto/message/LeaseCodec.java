package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Signer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The wire form of a {@link Lease}: {@code portcullis/lease/1}, signed by a back-end. */
public final class LeaseCodec {

  private static final int ID = 1;
  private static final int VEHICLE = 2;
  private static final int PHONE = 3;
  private static final int COMMANDS = 4;
  private static final int USES = 5;
  private static final int BOOT = 6;
  private static final int SLOT = 7;
  private static final int ISSUED_AT = 8;
  private static final int SECONDS = 9;
  private static final int POLICY_SEQUENCE = 10;
  private static final int ATTESTATIONS = 11;

  private LeaseCodec() {}

  /** Reads at most 1,024 bytes; refuses whatever is not exactly a lease. Never throws. */
  public static Outcome<Unverified<Lease>, MessageRefusal> parse(Bytes encoded) {
    return Envelope.parse(encoded, Limits.LEASE_BYTES, Envelope.LEASE)
        .then(envelope -> claims(envelope.payload()).map(envelope::unverified));
  }

  /** The encoded message, signed by {@code signer}. */
  public static Bytes sign(Lease lease, Signer signer) {
    return Envelope.sign(payload(lease), signer, Envelope.LEASE);
  }

  private static Outcome<Lease, MessageRefusal> claims(CborMap map) {
    var in = new FieldReader(map);
    Bytes id = in.id(ID);
    Bytes vehicle = in.id(VEHICLE);
    Digest phone = in.digest(PHONE);
    List<CommandName> commands =
        in.constants(COMMANDS, CommandName::ofWire, MessageRefusal.UNKNOWN_COMMAND);
    long uses = in.positive(USES);
    Bytes boot = in.id(BOOT);
    long slot = in.number(SLOT);
    long issuedAt = in.number(ISSUED_AT, Limits.LAST_SECOND);
    Duration lifetime = in.lifetime(SECONDS);
    long policySequence = in.number(POLICY_SEQUENCE);
    List<Digest> attestations =
        in.digests(ATTESTATIONS, Lease.FEWEST_ATTESTATIONS, Limits.LEASED_ATTESTATIONS);
    return in.finish(() ->
        new Lease(
            new LeaseId(id),
            new VehicleId(vehicle),
            phone,
            commands,
            new Uses.Counted(uses),
            new BootId(boot),
            slot,
            Instant.ofEpochSecond(issuedAt),
            lifetime,
            policySequence,
            attestations));
  }

  private static CborMap payload(Lease lease) {
    return new FieldWriter()
        .bytes(ID, lease.id().value())
        .bytes(VEHICLE, lease.vehicle().value())
        .bytes(PHONE, lease.phone().value())
        .texts(COMMANDS, lease.commands().stream().map(CommandName::wire).toList())
        .number(USES, lease.uses().allowed())
        .bytes(BOOT, lease.boot().value())
        .number(SLOT, lease.slot())
        .number(ISSUED_AT, lease.issuedAt().getEpochSecond())
        .number(SECONDS, lease.lifetime().toSeconds())
        .number(POLICY_SEQUENCE, lease.policySequence())
        .digests(ATTESTATIONS, lease.attestations())
        .map();
  }
}
