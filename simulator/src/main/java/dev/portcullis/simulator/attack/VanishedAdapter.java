package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import java.io.IOException;

/** The CAN adapter is pulled out. */
final class VanishedAdapter implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "vanished-adapter",
        Who.NATURE,
        "the adapter vanishes",
        "an adapter that somebody pulled out",
        "is asked to unlock",
        new Expected.NotTransmitted(RefusalCode.ADAPTER_GONE));
  }

  @Override
  public Trail attempt(Scene scene) throws IOException, InterruptedException {
    Adapters.unplug(scene);
    return scene.send(scene.draft(CommandName.UNLOCK));
  }

  @Override
  public void leave(Scene scene) throws IOException, InterruptedException {
    Adapters.plugIn(scene);
  }
}
