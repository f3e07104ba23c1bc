package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Lets a token bring the key to verify it with. */
final class KeyInHeader implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "key-in-header",
        Who.CLONER,
        "token brings its key",
        "a key of his own",
        "writes an appraisal whose header brings the key that signed it",
        new Expected.Refused(RefusalCode.KEY_IN_HEADER));
  }

  @Override
  public Trail attempt(Scene scene) {
    var app = Tokens.withKeyInHeader(scene);
    return scene.send(scene.draft(scene.owner(), CommandName.UNLOCK, app));
  }
}
