package dev.portcullis.can.remote;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

class AnswerFuzzTest {

  @FuzzTest
  void whatIsReadIsWrittenAsTheSameBytes(byte[] input) {
    var message = Bytes.of(input);
    if (AnswerCodec.parse(message) instanceof Outcome.Passed<Answer, Ending>(var answer)
        && !AnswerCodec.encode(answer).equals(message)) {
      throw new AssertionError("two spellings of " + answer);
    }
  }
}
