package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.ecu.Speed;

/** Starts the engine of a car that moves. */
final class StartWhileDriving implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "start-while-driving",
        Who.OWNER,
        "start at 50 km/h",
        "everything that is right, in a car at 50 km/h",
        "starts the engine remotely",
        new Expected.Refused(RefusalCode.NOT_STANDING));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    scene.vehicle().drive(Speed.kilometresPerHour(50));
    scene.settle();
    return scene.send(scene.draft(CommandName.START));
  }
}
