package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.ecu.SpeedQuality;

/** Unlocks a car that does not know its speed. */
final class BlindSpeed implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "blind-speed",
        Who.OWNER,
        "unlock, speed unknown",
        "everything that is right, and a broken speed sensor",
        "unlocks",
        new Expected.Refused(RefusalCode.STATE_UNKNOWN));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    scene.vehicle().set(SpeedQuality.INVALID);
    scene.settle();
    return scene.send(scene.draft(CommandName.UNLOCK));
  }
}
