package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.ecu.EngineMode;

/** Stops the engine for somebody at the wheel. */
final class StopBehindTheDriver implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "stop-behind-the-driver",
        Who.OWNER,
        "stop, driver inside",
        "a remotely started engine, and somebody who has got in",
        "stops the engine remotely",
        new Expected.Refused(RefusalCode.DRIVER_PRESENT));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    scene.vehicle().set(EngineMode.REMOTE);
    scene.vehicle().driverEnters();
    scene.settle();
    return scene.send(scene.draft(CommandName.STOP));
  }
}
