package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Shows the genuine token of another phone. */
final class TokenOfAnotherPhone implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "token-of-another-phone",
        Who.CLONER,
        "token of another phone",
        "a genuine app on a phone of his own, and a stolen command key",
        "shows the token his own phone got",
        new Expected.Refused(RefusalCode.KEY_MISMATCH));
  }

  @Override
  public Trail attempt(Scene scene) {
    var another = scene.newKey().publicKey().thumbprint();
    var app = scene.platforms().approov().token(another, scene.now());
    return scene.send(scene.draft(scene.owner(), CommandName.UNLOCK, app));
  }
}
