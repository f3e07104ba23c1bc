package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.List;

/** Writes a grant in the owner's name. */
final class ForgedGrant implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "forged-grant",
        Who.THIEF,
        "a forged grant",
        "an enrolled key of his own, and the owner's public key",
        "writes himself a grant that says the owner signed it",
        new Expected.Refused(RefusalCode.BAD_GRANT));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var key = scene.household().enrolled("driver");
    var owner = scene.owner().key().signer().publicKey();
    var claims = GrantCodec.parse(scene.driverGrant(key, grant -> grant)).orFault().claims();
    var forged = GrantCodec.sign(claims, Forgery.pretending(owner, key));
    var thief = scene.phone(key, List.of(forged, scene.ownersGrant()));
    var draft = scene.draft(thief, CommandName.UNLOCK, scene.appraisalOf(key.publicKey()));
    return scene.send(draft, scene.request(draft, thief));
  }
}
