package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.cloud.Provisioning;
import java.util.List;

/** Grants himself the car. */
final class UnenrolledKey implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "unenrolled-key",
        Who.THIEF,
        "his own key and grant",
        "a key of his own, a genuine app and an honest back-end",
        "writes himself a grant and signs an unlock",
        new Expected.Refused(RefusalCode.UNKNOWN_KEY));
  }

  @Override
  public Trail attempt(Scene scene) {
    var key = scene.newKey();
    var thief = scene.phone(key, List.of(GrantCodec.sign(ownership(scene, key), key)));
    var draft = scene.draft(thief, CommandName.UNLOCK, scene.appraisalOf(key.publicKey()));
    return scene.send(draft, scene.request(draft, thief));
  }

  static Grant ownership(Scene scene, Signer key) {
    return new Provisioning(scene.estate(), scene::now, scene.random()).ownerGrant(key.publicKey());
  }
}
