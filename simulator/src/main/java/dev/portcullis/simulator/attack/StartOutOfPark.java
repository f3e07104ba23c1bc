package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.ecu.BodyState;

/** Starts the engine of a car that can roll. */
final class StartOutOfPark implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "start-out-of-park",
        Who.OWNER,
        "start out of park",
        "everything that is right, and the lever out of park",
        "starts the engine remotely",
        new Expected.Refused(RefusalCode.NOT_PARKED));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    scene.vehicle().change(body -> body.with(BodyState.Gear.OTHER));
    scene.settle();
    return scene.send(scene.draft(CommandName.START));
  }
}
