package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.token.ApproovFormat;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Mints a token with the secret of the whole account. */
final class SharedSecretToken implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "shared-secret-token",
        Who.CLONER,
        "a shared-secret token",
        "the secret that signs the tokens of every app of an account",
        "mints a token for his own key with it",
        new Expected.Refused(RefusalCode.SHARED_SECRET));
  }

  @Override
  public Trail attempt(Scene scene) {
    var app = new Attestation(ApproovFormat.NAME, Bytes.utf8(Tokens.withSharedSecret(scene)));
    return scene.send(scene.draft(scene.owner(), CommandName.UNLOCK, app));
  }
}
