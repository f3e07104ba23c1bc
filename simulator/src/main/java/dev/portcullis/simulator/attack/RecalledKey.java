package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Revocations;
import dev.portcullis.crypto.message.RevocationsCodec;
import dev.portcullis.simulator.authority.Holder;
import java.util.List;

/** A phone whose key the manufacturer has revoked in every car, between two policies. */
final class RecalledKey implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "recalled-key",
        Who.DRIVER,
        "a key the OEM revoked",
        "an enrolled phone and the owner's grant, whose key a revocation document names",
        "unlocks the car",
        new Expected.Refused(RefusalCode.REVOKED_KEY));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var key = scene.newKey();
    scene.household().enrol(key);
    var known = scene.beacon().revocationSequence();
    var document =
        new Revocations(known + 1, known, List.of(key.publicKey().thumbprint()), List.of());
    var signer = scene.estate().signer(Holder.OEM, Holder.REVOCATION);
    scene.publish(RevocationsCodec.sign(document, signer));
    scene.awaitRevocations(known + 1);
    var grant = scene.driverGrant(key, it -> it);
    return scene.sendWith(key, grant, CommandName.UNLOCK);
  }
}
