package dev.portcullis.crypto.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Sign1;

class CommandCodecFuzzTest {

  @FuzzTest
  void writesThePayloadIdenticallyWhateverItReads(byte[] input) {
    Bytes bytes = Bytes.of(input);
    if (CommandCodec.parse(bytes) instanceof Outcome.Passed<Unverified<Command>, ?>(var message)) {
      Bytes again = CommandCodec.sign(message.claims(), Samples.TIME);
      Bytes payload = Sign1.parse(again, Envelope.COMMAND).orFault().payload();
      if (!message.encoded().equals(bytes) || !payload.equals(message.payload())) {
        throw new AssertionError("written otherwise: " + message.claims());
      }
    }
  }
}
