package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Keeps a request until its beacon has lapsed. */
final class HeldBack implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "held-back",
        Who.THIEF,
        "an unlock held back",
        "the owner's unlock, which he keeps from arriving",
        "sends it once its beacon has lapsed and nobody is near",
        new Expected.Refused(RefusalCode.BEACON_EXPIRED));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var draft = scene.draft(CommandName.UNLOCK);
    var request = scene.request(draft);
    scene.outlive(draft);
    return scene.send(draft, request);
  }
}
