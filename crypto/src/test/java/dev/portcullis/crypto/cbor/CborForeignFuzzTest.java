package dev.portcullis.crypto.cbor;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

class CborForeignFuzzTest {

  private static final CborLimits LIMITS = new CborLimits(64 * 1024, CborLimits.DEEPEST, 10_000);

  @FuzzTest
  void agreesWithTheStrictReaderOnWhateverItPasses(byte[] input) {
    Bytes bytes = Bytes.of(input);
    var foreign = Cbor.decodeForeign(bytes, LIMITS);
    if (Cbor.decode(bytes, LIMITS) instanceof Outcome.Passed<CborItem, ?> strict
        && !strict.equals(foreign)) {
      throw new AssertionError("two readings: " + strict + " and " + foreign);
    }
    if (foreign instanceof Outcome.Passed<CborItem, ?>(CborItem item)
        && !foreign.equals(Cbor.decode(Cbor.encode(item), LIMITS))) {
      throw new AssertionError("an item without an encoding: " + item);
    }
  }
}
