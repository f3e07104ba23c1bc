package dev.portcullis.crypto.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Sign1;

class NoticeCodecFuzzTest {

  @FuzzTest
  void writesThePayloadIdenticallyWhateverItReads(byte[] input) {
    Bytes bytes = Bytes.of(input);
    if (NoticeCodec.parse(bytes) instanceof Outcome.Passed<Unverified<Notice>, ?>(var message)) {
      Bytes again = NoticeCodec.sign(message.claims(), Samples.TIME);
      Bytes payload = Sign1.parse(again, Envelope.NOTICE).orFault().payload();
      if (!message.encoded().equals(bytes) || !payload.equals(message.payload())) {
        throw new AssertionError("written otherwise: " + message.claims());
      }
    }
  }
}
