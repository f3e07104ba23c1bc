package dev.portcullis.can.remote;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

class RequestFuzzTest {

  @FuzzTest
  void whatIsReadIsWrittenAsTheSameBytes(byte[] input) {
    var message = Bytes.of(input);
    if (RequestCodec.parse(message) instanceof Outcome.Passed<Request, Ending>(var request)
        && !RequestCodec.encode(request).equals(message)) {
      throw new AssertionError("two spellings of " + request);
    }
  }
}
