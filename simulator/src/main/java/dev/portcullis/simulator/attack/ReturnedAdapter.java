package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.simulator.ecu.BodyState.DoorLock;
import java.io.IOException;

/** The adapter comes back, and the agent goes on by itself. */
final class ReturnedAdapter implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "returned-adapter",
        Who.OWNER,
        "unlock, adapter back",
        "an adapter that was pulled out and plugged in again",
        "unlocks",
        new Expected.Confirmed(car -> car.body().doorLock() == DoorLock.UNLOCKED));
  }

  @Override
  public Trail attempt(Scene scene) throws IOException, InterruptedException {
    Adapters.unplug(scene);
    Adapters.plugIn(scene);
    return scene.send(scene.draft(CommandName.UNLOCK));
  }
}
