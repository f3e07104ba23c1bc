package dev.portcullis.crypto.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

class LocalRequestCodecFuzzTest {

  @FuzzTest
  void writesIdenticallyWhateverItReads(byte[] input) {
    Bytes bytes = Bytes.of(input);
    if (LocalRequestCodec.parse(bytes) instanceof Outcome.Passed<LocalRequest, ?>(var read)
        && !LocalRequestCodec.encode(read).equals(bytes)) {
      throw new AssertionError("written otherwise: " + read);
    }
  }
}
