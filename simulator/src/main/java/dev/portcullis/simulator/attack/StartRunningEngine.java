package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.ecu.EngineMode;

/** Starts an engine that runs. */
final class StartRunningEngine implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "start-running-engine",
        Who.OWNER,
        "start, engine runs",
        "everything that is right, and a running engine",
        "starts it once more",
        new Expected.Refused(RefusalCode.ENGINE_RUNNING));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    scene.vehicle().set(EngineMode.DRIVER);
    scene.settle();
    return scene.send(scene.draft(CommandName.START));
  }
}
