package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.RefusalCode;

/** Shows the owner's grant for his own key. */
final class SwappedGrant implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "swapped-grant",
        Who.THIEF,
        "the owner's grant",
        "an enrolled key, and the owner's own grant, which is no secret",
        "signs a command that names the one and sends the other along",
        new Expected.Refused(RefusalCode.GRANT_MISMATCH));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var key = scene.household().enrolled("driver");
    var thief = scene.driver(key, grant -> grant);
    var draft = scene.draft(thief, CommandName.UNLOCK, scene.appraisalOf(key.publicKey()));
    var owners = GrantCodec.parse(scene.ownersGrant()).orFault().digest();
    var changed = Drafts.with(draft, owners);
    return scene.send(changed, scene.request(changed, thief));
  }
}
