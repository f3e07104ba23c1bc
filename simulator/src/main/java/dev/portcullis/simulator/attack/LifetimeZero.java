package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.phone.SignedCommand;

/** Signs a command that lives for no time. */
final class LifetimeZero implements Attacker {

  private static final int SECONDS = 10;

  @Override
  public Card card() {
    return new Card(
        "lifetime-zero",
        Who.CLONER,
        "lifetime zero",
        "an app of his own on an enrolled phone",
        "asks for a lifetime of zero, which some protocols take for endless",
        new Expected.Refused(RefusalCode.ZERO_LIFETIME));
  }

  @Override
  public Trail attempt(Scene scene) {
    var draft = scene.draft(CommandName.UNLOCK);
    var command = Forgery.command(draft, scene.owner().key().signer(), SECONDS, CborItem.uint(0));
    var signed = new SignedCommand(command, draft.app(), scene.owner().key().grants());
    return scene.sendNameless(scene.backEnd().countersigner().countersign(signed));
  }
}
