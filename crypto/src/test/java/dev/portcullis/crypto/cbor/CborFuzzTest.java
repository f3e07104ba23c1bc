package dev.portcullis.crypto.cbor;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

class CborFuzzTest {

  private static final CborLimits LIMITS = new CborLimits(64 * 1024, CborLimits.DEEPEST, 10_000);

  @FuzzTest
  void encodesIdenticallyWhateverItDecodes(byte[] input) {
    Bytes bytes = Bytes.of(input);
    if (Cbor.decode(bytes, LIMITS) instanceof Outcome.Passed<CborItem, ?>(CborItem item)
        && !Cbor.encode(item).equals(bytes)) {
      throw new AssertionError("encoded otherwise: " + item);
    }
  }
}
