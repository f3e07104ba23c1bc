package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Sends a command past the back-end. */
final class NoCountersignature implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "no-countersignature",
        Who.THIEF,
        "past the back-end",
        "an unlock the owner signed, and a way to the broker",
        "sends it without any back-end, and so without a countersignature",
        new Expected.Refused(RefusalCode.NO_COUNTERSIGNATURE));
  }

  @Override
  public Trail attempt(Scene scene) {
    var draft = scene.draft(CommandName.UNLOCK);
    return scene.send(draft, Forgery.resigned(scene.request(draft), Bytes.empty()));
  }
}
