package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.ecu.BodyFault;

/** The body controller reports the opposite. */
final class OppositeBody implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "opposite-body",
        Who.NATURE,
        "body says the opposite",
        "a body controller that reports the opposite of what it did",
        "is asked to unlock",
        new Expected.Unconfirmed(RefusalCode.OPPOSITE_FEEDBACK));
  }

  @Override
  public Trail attempt(Scene scene) {
    scene.vehicle().set(BodyFault.Plain.OPPOSITE);
    return scene.send(scene.draft(CommandName.UNLOCK));
  }
}
