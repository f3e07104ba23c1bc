package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.ecu.BodyFault;
import java.time.Duration;

/** The body controller answers too late. */
final class LateBody implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "late-body",
        Who.NATURE,
        "body answers late",
        "a body controller that says for two seconds more what was before",
        "is asked to unlock",
        new Expected.Unconfirmed(RefusalCode.OPPOSITE_FEEDBACK));
  }

  @Override
  public Trail attempt(Scene scene) {
    scene.vehicle().set(new BodyFault.Late(Duration.ofSeconds(2)));
    return scene.send(scene.draft(CommandName.UNLOCK));
  }
}
