package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.phone.SignedCommand;

/** Makes a command without a phone. */
final class BackEndAlone implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "back-end-alone",
        Who.INSIDER,
        "back-end, no phone",
        "the back-end, its attested key and everything the phone ever sent",
        "makes an unlock itself and leaves the signature of the phone empty",
        new Expected.Refused(RefusalCode.NO_SIGNATURE));
  }

  @Override
  public Trail attempt(Scene scene) {
    var draft = scene.draft(CommandName.UNLOCK);
    var signed = scene.owner().sign(draft);
    var command = Forgery.resigned(signed.command(), Bytes.empty());
    var request = scene.wrap(new SignedCommand(command, signed.app(), signed.grants()));
    return scene.send(draft, scene.backEnd().countersigner().sign(request));
  }
}
