package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.simulator.ecu.EngineMode;

/** Stops an engine that was started from afar. */
final class GenuineStop implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "stop",
        Who.OWNER,
        "stop",
        "the enrolled phone, a genuine app and a remotely started engine",
        "sends stop",
        new Expected.Confirmed(car -> car.engine() == EngineMode.OFF));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    scene.settle();
    scene.carryOut(scene.draft(CommandName.START));
    return scene.send(scene.draft(CommandName.STOP));
  }
}
