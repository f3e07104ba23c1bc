package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Signer;
import java.time.Duration;

/** The wire form of a {@link Beacon}: {@code portcullis/beacon/1}, signed by the vehicle. */
public final class BeaconCodec {

  private static final int VEHICLE = 1;
  private static final int BOOT = 2;
  private static final int SLOT = 3;
  private static final int NONCE = 4;
  private static final int SECONDS = 5;
  private static final int POLICY_SEQUENCE = 6;
  private static final int REVOCATION_SEQUENCE = 7;
  private static final int AGENT_VERSION = 8;

  private BeaconCodec() {}

  /** Reads at most 512 bytes; refuses whatever is not exactly a beacon. Never throws. */
  public static Outcome<Unverified<Beacon>, MessageRefusal> parse(Bytes encoded) {
    return Envelope.parse(encoded, Limits.BEACON_BYTES, Envelope.BEACON)
        .then(envelope -> claims(envelope.payload()).map(envelope::unverified));
  }

  /** The encoded message, signed by {@code signer}. */
  public static Bytes sign(Beacon beacon, Signer signer) {
    return Envelope.sign(payload(beacon), signer, Envelope.BEACON);
  }

  private static Outcome<Beacon, MessageRefusal> claims(CborMap map) {
    var in = new FieldReader(map);
    Bytes vehicle = in.id(VEHICLE);
    Bytes boot = in.id(BOOT);
    long slot = in.number(SLOT);
    Bytes nonce = in.id(NONCE);
    Duration lifetime = in.lifetime(SECONDS);
    long policySequence = in.number(POLICY_SEQUENCE);
    long revocationSequence = in.number(REVOCATION_SEQUENCE);
    String agentVersion = in.text(AGENT_VERSION, Limits.VERSION_CHARACTERS);
    return in.finish(() ->
        new Beacon(
            new VehicleId(vehicle),
            new BootId(boot),
            slot,
            new Nonce(nonce),
            lifetime,
            policySequence,
            revocationSequence,
            agentVersion));
  }

  private static CborMap payload(Beacon beacon) {
    return new FieldWriter()
        .bytes(VEHICLE, beacon.vehicle().value())
        .bytes(BOOT, beacon.boot().value())
        .number(SLOT, beacon.slot())
        .bytes(NONCE, beacon.nonce().value())
        .number(SECONDS, beacon.lifetime().toSeconds())
        .number(POLICY_SEQUENCE, beacon.policySequence())
        .number(REVOCATION_SEQUENCE, beacon.revocationSequence())
        .text(AGENT_VERSION, beacon.agentVersion())
        .map();
  }
}
