package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.Beacons;
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
  private final Rulebook rulebook;
  private final String agentVersion;
  private long issuedSlot;
  private int issuedEdition;
  private Bytes issued = Bytes.empty();

  BeaconIssuer(
      VehicleId vehicle,
      Signer receiptKey,
      Beacons beacons,
      Rulebook rulebook,
      String agentVersion) {
    this.vehicle = vehicle;
    this.receiptKey = receiptKey;
    this.beacons = beacons;
    this.rulebook = rulebook;
    this.agentVersion = agentVersion;
  }

  /** Whether a slot began, or the rules changed, since the last beacon. */
  boolean isDue() {
    return beacons.slot() != issuedSlot || rulebook.now().edition() != issuedEdition;
  }

  /** The signed beacon of the present slot. */
  Bytes issue() {
    long slot = beacons.slot();
    var rules = rulebook.now();
    if (slot != issuedSlot || rules.edition() != issuedEdition) {
      issued =
          BeaconCodec.sign(
              new Beacon(
                  vehicle,
                  beacons.boot(),
                  slot,
                  beacons.nonce(slot),
                  beacons.lifetime(),
                  rules.policy().sequence(),
                  rules.revocationSequence(),
                  agentVersion),
              receiptKey);
      issuedSlot = slot;
      issuedEdition = rules.edition();
    }
    return issued;
  }
}
