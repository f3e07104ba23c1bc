package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Sends a request again that was carried out. */
final class ReplayedRequest implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "replayed-request",
        Who.THIEF,
        "the same unlock again",
        "the owner's unlock, recorded on its way",
        "sends it again, byte for byte",
        new Expected.Refused(RefusalCode.REPLAYED));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var draft = scene.draft(CommandName.UNLOCK);
    var request = scene.request(draft);
    scene.carryOut(draft, request);
    return scene.sendAgain(draft, request);
  }
}
