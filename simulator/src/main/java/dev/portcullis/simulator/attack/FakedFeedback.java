package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.ecu.BodyFault;
import java.util.Map;

/** Another node confirms an unlock that the body controller never saw to. */
final class FakedFeedback implements Attacker {

  private static final String STATUS = "BODY_STATUS";

  @Override
  public Card card() {
    return new Card(
        "faked-feedback",
        Who.DONGLE,
        "feedback without key",
        "a place on the car's bus, and a body controller that is silenced",
        "says in its place that the doors are unlocked, without its key",
        new Expected.Unconfirmed(RefusalCode.NO_FEEDBACK));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var impostor = scene.vehicle().impostor();
    var unlocked = impostor.forged(STATUS, Map.of("DoorLock", 0L));
    scene.vehicle().set(BodyFault.Plain.SILENT);
    impostor.tellAfter("BODY_COMMAND", unlocked);
    var trail = scene.sendReported(CommandName.UNLOCK, STATUS, "BAD_MAC");
    impostor.listen();
    return trail;
  }
}
