package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Nonce;
import dev.portcullis.crypto.message.RefusalCode;

/** Signs ahead of a beacon. */
final class GuessedNonce implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "guessed-nonce",
        Who.CLONER,
        "a nonce by guess",
        "a phone in his hands for a minute only",
        "has it sign over a nonce that he guessed",
        new Expected.Refused(RefusalCode.WRONG_NONCE));
  }

  @Override
  public Trail attempt(Scene scene) {
    var draft = Drafts.with(scene.draft(CommandName.UNLOCK), Nonce.random(scene.random()));
    return scene.send(draft);
  }
}
