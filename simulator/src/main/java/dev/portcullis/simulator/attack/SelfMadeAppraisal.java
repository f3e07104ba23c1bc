package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Signs an appraisal as if he were the Verifier. */
final class SelfMadeAppraisal implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "self-made-appraisal",
        Who.CLONER,
        "his own appraisal",
        "a key of his own and the Verifier's name",
        "writes an affirming appraisal in the Verifier's name",
        new Expected.Refused(RefusalCode.BAD_ATTESTATION));
  }

  @Override
  public Trail attempt(Scene scene) {
    var app = Tokens.signedByAnybody(scene);
    return scene.send(scene.draft(scene.owner(), CommandName.UNLOCK, app));
  }
}
