package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.ecu.BodyFault;

/** The body controller neither does nor says anything. */
final class SilentBody implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "silent-body",
        Who.NATURE,
        "body never answers",
        "a body controller that fell silent",
        "is asked to unlock",
        new Expected.Unconfirmed(RefusalCode.NO_FEEDBACK));
  }

  @Override
  public Trail attempt(Scene scene) {
    scene.vehicle().set(BodyFault.Plain.SILENT);
    return scene.send(scene.draft(CommandName.UNLOCK));
  }
}
