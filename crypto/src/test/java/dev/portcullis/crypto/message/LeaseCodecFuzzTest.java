package dev.portcullis.crypto.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Sign1;

class LeaseCodecFuzzTest {

  @FuzzTest
  void writesThePayloadIdenticallyWhateverItReads(byte[] input) {
    Bytes bytes = Bytes.of(input);
    if (LeaseCodec.parse(bytes) instanceof Outcome.Passed<Unverified<Lease>, ?>(var message)) {
      Bytes again = LeaseCodec.sign(message.claims(), Samples.TIME);
      Bytes payload = Sign1.parse(again, Envelope.LEASE).orFault().payload();
      if (!message.encoded().equals(bytes) || !payload.equals(message.payload())) {
        throw new AssertionError("written otherwise: " + message.claims());
      }
    }
  }
}
