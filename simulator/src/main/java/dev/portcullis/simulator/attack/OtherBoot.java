package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.BootId;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Answers a beacon of another run of the agent. */
final class OtherBoot implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "other-boot",
        Who.THIEF,
        "beacon before restart",
        "a command over a beacon from before the agent was restarted",
        "sends it now",
        new Expected.Refused(RefusalCode.WRONG_BOOT));
  }

  @Override
  public Trail attempt(Scene scene) {
    var draft = Drafts.with(scene.draft(CommandName.UNLOCK), BootId.random(scene.random()));
    return scene.send(draft);
  }
}
