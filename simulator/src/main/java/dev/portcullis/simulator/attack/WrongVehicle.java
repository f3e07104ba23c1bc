package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.VehicleId;

/** Brings a command to another car than it was signed for. */
final class WrongVehicle implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "wrong-vehicle",
        Who.THIEF,
        "another car's unlock",
        "an unlock for the owner's other car",
        "brings it to this one",
        new Expected.Refused(RefusalCode.WRONG_VEHICLE));
  }

  @Override
  public Trail attempt(Scene scene) {
    var draft = Drafts.with(scene.draft(CommandName.UNLOCK), VehicleId.random(scene.random()));
    return scene.send(draft);
  }
}
