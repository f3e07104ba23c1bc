package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.attest.token.TrustTier;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.cloud.Provisioning;

/** Shows an appraisal that came out badly. */
final class ContraindicatedApp implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "contraindicated-app",
        Who.CLONER,
        "a tampered app",
        "an app he tampered with, which the Verifier noticed",
        "shows the appraisal all the same",
        new Expected.Refused(RefusalCode.NOT_AFFIRMING));
  }

  @Override
  public Trail attempt(Scene scene) {
    var app =
        scene.verdict(
            scene.owner().key().signer().publicKey(), Provisioning.APP, TrustTier.CONTRAINDICATED);
    return scene.send(scene.draft(scene.owner(), CommandName.UNLOCK, app));
  }
}
