package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Sends a phone's raw evidence where a Verifier's result belongs. */
final class RawEvidence implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "raw-evidence",
        Who.CLONER,
        "raw evidence",
        "a key attestation that an old phone made for some challenge",
        "sends it with a command",
        new Expected.Refused(RefusalCode.UNKNOWN_FORMAT));
  }

  @Override
  public Trail attempt(Scene scene) {
    var app = new Attestation("android-key", Bytes.of((byte) 0x80));
    return scene.send(scene.draft(scene.owner(), CommandName.UNLOCK, app));
  }
}
