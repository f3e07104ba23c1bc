package dev.portcullis.crypto.der;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

/** Whatever the bytes are, reading them is answered, and what was read has no other spelling. */
final class DerFuzzTest {

  private static final DerLimits LIMITS = new DerLimits(4096, 16, 512);

  @FuzzTest
  void anyBytesAreAnswered(byte[] bytes) {
    var encoded = Bytes.of(bytes);
    if (Der.decode(encoded, LIMITS) instanceof Outcome.Passed<DerItem, ?>(var item)
        && !Der.encode(item).equals(encoded)) {
      throw new AssertionError("two spellings of " + item);
    }
  }
}
