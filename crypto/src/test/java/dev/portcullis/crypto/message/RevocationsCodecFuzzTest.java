package dev.portcullis.crypto.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Sign1;

class RevocationsCodecFuzzTest {

  @FuzzTest
  void writesThePayloadIdenticallyWhateverItReads(byte[] input) {
    Bytes bytes = Bytes.of(input);
    if (RevocationsCodec.parse(bytes)
        instanceof Outcome.Passed<Unverified<Revocations>, ?>(var message)) {
      Bytes again = RevocationsCodec.sign(message.claims(), Samples.TIME);
      Bytes payload = Sign1.parse(again, Envelope.REVOCATIONS).orFault().payload();
      if (!message.encoded().equals(bytes) || !payload.equals(message.payload())) {
        throw new AssertionError("written otherwise: " + message.claims());
      }
    }
  }
}
