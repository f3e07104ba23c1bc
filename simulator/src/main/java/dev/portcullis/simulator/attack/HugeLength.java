package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.RefusalCode;

/** Announces more bytes than there is memory. */
final class HugeLength implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "huge-length",
        Who.VANDAL,
        "8 EiB announced",
        "a broker login",
        "announces a byte string of 2^63 - 1 bytes, to make the agent reserve them",
        new Expected.Refused(RefusalCode.MALFORMED));
  }

  @Override
  public Trail attempt(Scene scene) {
    return scene.sendNameless(Bytes.fromHex("d2845b7fffffffffffffff" + "00".repeat(64)));
  }
}
