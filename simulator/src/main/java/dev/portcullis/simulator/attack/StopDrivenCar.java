package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.ecu.Speed;

/** Stops the engine of a driven car. */
final class StopDrivenCar implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "stop-driven-car",
        Who.OWNER,
        "stop at 120 km/h",
        "everything that is right, and somebody driving at 120 km/h",
        "stops the engine remotely",
        new Expected.Refused(RefusalCode.ENGINE_NOT_REMOTE));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    scene.vehicle().drive(Speed.kilometresPerHour(120));
    scene.settle();
    return scene.send(scene.draft(CommandName.STOP));
  }
}
