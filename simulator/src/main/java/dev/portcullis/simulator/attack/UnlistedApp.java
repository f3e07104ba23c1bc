package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.attest.token.TrustTier;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Uses a genuine app that the policy does not list. */
final class UnlistedApp implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "unlisted-app",
        Who.CLONER,
        "an app of another make",
        "an app of another make, appraised as genuine",
        "has the enrolled key sign in it",
        new Expected.Refused(RefusalCode.APP_NOT_LISTED));
  }

  @Override
  public Trail attempt(Scene scene) {
    var app =
        scene.verdict(
            scene.owner().key().signer().publicKey(), "com.example.remote", TrustTier.AFFIRMING);
    return scene.send(scene.draft(scene.owner(), CommandName.UNLOCK, app));
  }
}
