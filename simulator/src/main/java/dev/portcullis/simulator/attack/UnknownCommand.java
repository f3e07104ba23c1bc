package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.phone.SignedCommand;

/** Signs a command that does not exist. */
final class UnknownCommand implements Attacker {

  private static final int NAME = 3;

  @Override
  public Card card() {
    return new Card(
        "unknown-command",
        Who.CLONER,
        "command open-sesame",
        "an app of his own on an enrolled phone",
        "signs a command that the protocol does not know",
        new Expected.Refused(RefusalCode.UNKNOWN_COMMAND));
  }

  @Override
  public Trail attempt(Scene scene) {
    var draft = scene.draft(CommandName.UNLOCK);
    var command =
        Forgery.command(draft, scene.owner().key().signer(), NAME, CborItem.text("open-sesame"));
    var signed = new SignedCommand(command, draft.app(), scene.owner().key().grants());
    return scene.sendNameless(scene.backEnd().countersigner().countersign(signed));
  }
}
