package dev.portcullis.crypto.attest.apple;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

/** Whatever the bytes are, there is an answer; and nobody's bytes raise a stranger's counter. */
final class AppAttestAssertionFuzzTest {

  private static final AppAttestKey KEY =
      new AppAttestKey(SimulatedApple.KEY, SimulatedApple.APP.hash(), 7);

  @FuzzTest
  void anyBytesAreAnswered(byte[] assertion) {
    // The genuine seed has the counter 7.
    if (AppAttestAssertion.verify(Bytes.of(assertion), KEY, SimulatedApple.CLIENT_DATA)
        instanceof Outcome.Passed) {
      throw new AssertionError("it passed");
    }
  }
}
