package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.Beacons;
import dev.portcullis.agent.policy.Policy;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Beacon;
import dev.portcullis.crypto.message.BeaconCodec;
import dev.portcullis.crypto.message.VehicleId;

/** Signs the beacon of the slot that is, once a slot. */
final class BeaconIssuer {

  private final VehicleId vehicle;
  private final Signer receiptKey;
  private final Beacons beacons;
  private final Policy policy;
  private final String agentVersion;
  private long issuedSlot;
  private Bytes issued = Bytes.empty();

  BeaconIssuer(
      VehicleId vehicle, Signer receiptKey, Beacons beacons, Policy policy, String agentVersion) {
    this.vehicle = vehicle;
    this.receiptKey = receiptKey;
    this.beacons = beacons;
    this.policy = policy;
    this.agentVersion = agentVersion;
  }

  /** Whether a slot began since the last beacon. */
  boolean isDue() {
    return beacons.slot() != issuedSlot;
  }

  /** The signed beacon of the present slot. */
  Bytes issue() {
    long slot = beacons.slot();
    if (slot != issuedSlot) {
      issued =
          BeaconCodec.sign(
              new Beacon(
                  vehicle,
                  beacons.boot(),
                  slot,
                  beacons.nonce(slot),
                  beacons.lifetime(),
                  policy.sequence(),
                  policy.revocationSequence(),
                  agentVersion),
              receiptKey);
      issuedSlot = slot;
    }
    return issued;
  }
}
