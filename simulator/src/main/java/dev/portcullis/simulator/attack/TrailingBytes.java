package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Appends something to a genuine request. */
final class TrailingBytes implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "trailing-bytes",
        Who.VANDAL,
        "one byte too many",
        "a genuine request",
        "appends a byte that no signature covers",
        new Expected.Refused(RefusalCode.MALFORMED));
  }

  @Override
  public Trail attempt(Scene scene) {
    var request = scene.request(scene.draft(CommandName.UNLOCK));
    return scene.sendNameless(Bytes.concat(request, Bytes.of((byte) 0)));
  }
}
