package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.token.EarFormat;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Leaves the attestation of the app out. */
final class NoAppAttestation implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "no-app-attestation",
        Who.CLONER,
        "no attestation at all",
        "an enrolled key in an app that nobody appraised",
        "signs an unlock and sends no attestation",
        new Expected.Refused(RefusalCode.NO_ATTESTATION));
  }

  @Override
  public Trail attempt(Scene scene) {
    var app = new Attestation(EarFormat.JWT, Bytes.empty());
    return scene.send(scene.draft(scene.owner(), CommandName.UNLOCK, app));
  }
}
