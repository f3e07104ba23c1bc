package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.CommandRequestCodec;
import dev.portcullis.crypto.message.RefusalCode;

/** Shows an app's appraisal in the place of a back-end's. */
final class AppAsBackEnd implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "app-as-back-end",
        Who.CLONER,
        "app poses as back-end",
        "a second key with a genuine app attestation of its own",
        "countersigns with it and shows that attestation for the back-end",
        new Expected.Refused(RefusalCode.WRONG_ROLE));
  }

  @Override
  public Trail attempt(Scene scene) {
    var key = scene.newKey();
    var draft = scene.draft(CommandName.UNLOCK);
    var wrapped = scene.wrap(scene.owner().sign(draft));
    var request = Requests.with(wrapped, scene.appraisalOf(key.publicKey()));
    return scene.send(draft, CommandRequestCodec.sign(request, key));
  }
}
