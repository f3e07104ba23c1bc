package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.ecu.BodyFault;

/** Another node confirms an unlock with what the body controller said after an earlier one. */
final class RecordedFeedback implements Attacker {

  private static final String STATUS = "BODY_STATUS";

  @Override
  public Card card() {
    return new Card(
        "recorded-feedback",
        Who.DONGLE,
        "feedback recorded",
        "a place on the car's bus, and what the body controller said after an unlock",
        "says it again after the next",
        new Expected.Unconfirmed(RefusalCode.NO_FEEDBACK));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var impostor = scene.vehicle().impostor();
    scene.carryOut(scene.draft(CommandName.UNLOCK));
    scene.settle();
    var unlocked = impostor.recorded(STATUS);
    scene.carryOut(scene.draft(CommandName.LOCK));
    scene.vehicle().set(BodyFault.Plain.SILENT);
    impostor.tellAfter("BODY_COMMAND", unlocked);
    var trail = scene.sendReported(CommandName.UNLOCK, STATUS, "REPLAYED");
    impostor.listen();
    return trail;
  }
}
