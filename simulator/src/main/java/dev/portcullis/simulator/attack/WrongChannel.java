package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Carries a command over another channel than it was signed for. */
final class WrongChannel implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "wrong-channel",
        Who.THIEF,
        "local command, afar",
        "an unlock the owner signed for the local channel",
        "carries it over the internet",
        new Expected.Refused(RefusalCode.WRONG_CHANNEL));
  }

  @Override
  public Trail attempt(Scene scene) {
    return scene.send(Drafts.with(scene.draft(CommandName.UNLOCK), Channel.LOCAL));
  }
}
