package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.phone.SignedCommand;

/** Changes a bit of a signature. */
final class FlippedBit implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "flipped-bit",
        Who.THIEF,
        "one bit flipped",
        "the owner's command on its way",
        "turns over a bit of its signature",
        new Expected.Refused(RefusalCode.BAD_SIGNATURE));
  }

  @Override
  public Trail attempt(Scene scene) {
    var draft = scene.draft(CommandName.UNLOCK);
    var signed = scene.owner().sign(draft);
    var command = Forgery.lastBitFlipped(signed.command());
    var request = scene.wrap(new SignedCommand(command, signed.app(), signed.grants()));
    return scene.send(draft, scene.backEnd().countersigner().sign(request));
  }
}
