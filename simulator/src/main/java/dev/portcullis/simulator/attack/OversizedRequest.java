package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.RefusalCode;

/** Sends more than any request can be. */
final class OversizedRequest implements Attacker {

  private static final int SIZE = 30 * 1024;

  @Override
  public Card card() {
    return new Card(
        "oversized-request",
        Who.VANDAL,
        "a request of 30 KiB",
        "a broker login",
        "sends more than the largest genuine request",
        new Expected.Refused(RefusalCode.TOO_LARGE));
  }

  @Override
  public Trail attempt(Scene scene) {
    return scene.sendNameless(Bytes.of(new byte[SIZE]));
  }
}
