package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.CommandRequestCodec;
import dev.portcullis.crypto.message.RefusalCode;

/** Countersigns with a key that nobody appraised. */
final class UnattestedBackEnd implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "unattested-back-end",
        Who.INSIDER,
        "an unattested back-end",
        "a server of his own and the appraisal of the genuine back-end",
        "countersigns with a key that the appraisal does not name",
        new Expected.Refused(RefusalCode.BACK_END_UNATTESTED));
  }

  @Override
  public Trail attempt(Scene scene) {
    var draft = scene.draft(CommandName.UNLOCK);
    var request = scene.wrap(scene.owner().sign(draft));
    return scene.send(draft, CommandRequestCodec.sign(request, scene.newKey()));
  }
}
