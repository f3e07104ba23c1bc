package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.CommandRequestCodec;
import dev.portcullis.crypto.message.RefusalCode;

/** A phone plays its own back-end. */
final class SelfCountersigned implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "self-countersigned",
        Who.CLONER,
        "phone as its back-end",
        "an enrolled key with its own app attestation",
        "countersigns its own command and shows that attestation for the back-end",
        new Expected.Refused(RefusalCode.SELF_COUNTERSIGNED));
  }

  @Override
  public Trail attempt(Scene scene) {
    var draft = scene.draft(CommandName.UNLOCK);
    var signed = scene.owner().sign(draft);
    var request = Requests.with(scene.wrap(signed), signed.app());
    return scene.send(draft, CommandRequestCodec.sign(request, scene.owner().key().signer()));
  }
}
