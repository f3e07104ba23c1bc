package dev.portcullis.crypto.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Sign1;

class CommandRequestCodecFuzzTest {

  @FuzzTest
  void writesThePayloadIdenticallyWhateverItReads(byte[] input) {
    Bytes bytes = Bytes.of(input);
    if (CommandRequestCodec.parse(bytes)
        instanceof Outcome.Passed<Unverified<CommandRequest>, ?>(var message)) {
      Bytes again = CommandRequestCodec.sign(message.claims(), Samples.TIME);
      Bytes payload = Sign1.parse(again, Envelope.REQUEST).orFault().payload();
      if (!message.encoded().equals(bytes) || !payload.equals(message.payload())) {
        throw new AssertionError("written otherwise: " + message.claims());
      }
    }
  }
}
