package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Shows the appraisal of a genuine app on another phone. */
final class ClonedApp implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "cloned-app",
        Who.CLONER,
        "real app, another key",
        "an enrolled key in his own app, and a genuine app on another phone",
        "shows the appraisal of the genuine one",
        new Expected.Refused(RefusalCode.KEY_MISMATCH));
  }

  @Override
  public Trail attempt(Scene scene) {
    var app = scene.appraisalOf(scene.newKey().publicKey());
    return scene.send(scene.draft(scene.owner(), CommandName.UNLOCK, app));
  }
}
