package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.Arrays;

/** Sends arrays in arrays in arrays. */
final class DeepNesting implements Attacker {

  private static final int DEPTH = 10_000;
  private static final byte ARRAY_OF_ONE = (byte) 0x81;

  @Override
  public Card card() {
    return new Card(
        "deep-nesting",
        Who.VANDAL,
        "10,000 nested arrays",
        "a broker login",
        "sends ten thousand arrays, each in the one before, to exhaust the stack",
        new Expected.Refused(RefusalCode.MALFORMED));
  }

  @Override
  public Trail attempt(Scene scene) {
    var bytes = new byte[DEPTH];
    Arrays.fill(bytes, ARRAY_OF_ONE);
    return scene.sendNameless(Bytes.of(bytes));
  }
}
