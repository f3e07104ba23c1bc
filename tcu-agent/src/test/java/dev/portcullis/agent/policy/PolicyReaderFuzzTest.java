package dev.portcullis.agent.policy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

/** Whatever the bytes are, they are answered, with a reason. */
final class PolicyReaderFuzzTest {

  @FuzzTest
  void anyPolicyIsAnswered(byte[] json) {
    if (PolicyReader.read(Bytes.of(json))
            instanceof Outcome.Refused<Policy, PolicyRefusal>(var reason)
        && reason.explanation().isBlank()) {
      throw new AssertionError("it does not say why");
    }
  }
}
