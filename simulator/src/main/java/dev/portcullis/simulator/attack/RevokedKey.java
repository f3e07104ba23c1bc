package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Uses a phone that was reported lost. */
final class RevokedKey implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "revoked-key",
        Who.THIEF,
        "a phone reported lost",
        "a lost phone whose grant was never withdrawn, but whose key was revoked",
        "unlocks with it",
        new Expected.Refused(RefusalCode.REVOKED_KEY));
  }

  @Override
  public Trail attempt(Scene scene) {
    var phone = scene.driver(scene.lostKey(), grant -> grant);
    var app = scene.appraisalOf(scene.lostKey().publicKey());
    var draft = scene.draft(phone, CommandName.UNLOCK, app);
    return scene.send(draft, scene.request(draft, phone));
  }
}
