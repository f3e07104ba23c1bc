package dev.portcullis.agent.gate;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.Stage;

/** Whatever the bytes are, they are taken apart or refused in this stage, and never thrown at. */
final class ParseFuzzTest {

  @FuzzTest
  void anyRequestIsAnswered(byte[] request) {
    if (Parse.parse(Bytes.of(request), 0)
            instanceof Outcome.Refused<Parse.Envelope, Refusal>(var refusal)
        && refusal.code().stage() != Stage.PARSE) {
      throw new AssertionError("refused with a code of another stage: " + refusal.code());
    }
  }
}
