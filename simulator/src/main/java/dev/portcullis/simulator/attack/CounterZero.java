package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.phone.SignedCommand;

/** Signs a command whose counter counts nothing. */
final class CounterZero implements Attacker {

  private static final int COUNTER = 9;

  @Override
  public Card card() {
    return new Card(
        "counter-zero",
        Who.CLONER,
        "counter zero",
        "an app of his own on an enrolled phone",
        "signs with the counter zero, which some protocols take for unchecked",
        new Expected.Refused(RefusalCode.ZERO_COUNTER));
  }

  @Override
  public Trail attempt(Scene scene) {
    var draft = scene.draft(CommandName.UNLOCK);
    var command = Forgery.command(draft, scene.owner().key().signer(), COUNTER, CborItem.uint(0));
    var signed = new SignedCommand(command, draft.app(), scene.owner().key().grants());
    return scene.sendNameless(scene.backEnd().countersigner().countersign(signed));
  }
}
