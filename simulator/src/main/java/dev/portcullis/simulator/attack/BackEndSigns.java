package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandCodec;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.authority.Holder;
import dev.portcullis.simulator.phone.SignedCommand;

/** Signs in the phone's place. */
final class BackEndSigns implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "back-end-signs",
        Who.INSIDER,
        "signs for the phone",
        "the back-end and its attested key",
        "makes an unlock in the owner's name and signs it with the back-end's key",
        new Expected.Refused(RefusalCode.BAD_SIGNATURE));
  }

  @Override
  public Trail attempt(Scene scene) {
    var draft = scene.draft(CommandName.UNLOCK);
    var backEnd = scene.estate().signer(Holder.COMMAND_SERVICE, Holder.COUNTERSIGN);
    var owner = scene.owner().key();
    var command =
        CommandCodec.sign(draft.command(), Forgery.pretending(owner.signer().publicKey(), backEnd));
    var request = scene.wrap(new SignedCommand(command, draft.app(), owner.grants()));
    return scene.send(draft, scene.backEnd().countersigner().sign(request));
  }
}
