package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.phone.SignedCommand;

/** Sends a request that names one field twice. */
final class DuplicateKey implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "duplicate-key",
        Who.VANDAL,
        "one field, twice",
        "a genuine request",
        "names a field of the command twice, so that two readers may see two commands",
        new Expected.Refused(RefusalCode.MALFORMED));
  }

  @Override
  public Trail attempt(Scene scene) {
    var draft = scene.draft(CommandName.UNLOCK);
    var signer = scene.owner().key().signer();
    var command = Forgery.withRepeatedField(draft, signer);
    var signed = new SignedCommand(command, draft.app(), scene.owner().key().grants());
    return scene.sendNameless(scene.backEnd().countersigner().countersign(signed));
  }
}
