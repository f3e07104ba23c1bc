package dev.portcullis.crypto.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

class OwnerStatementCodecFuzzTest {

  @FuzzTest
  void writesIdenticallyWhateverItReads(byte[] input) {
    Bytes bytes = Bytes.of(input);
    if (OwnerStatementCodec.parse(bytes) instanceof Outcome.Passed<OwnerStatement, ?>(var read)) {
      Bytes again =
          OwnerStatementCodec.encode(
              read.statement().message().encoded(),
              read.grants().stream().map(Unverified::encoded).toList());
      if (!again.equals(bytes)) {
        throw new AssertionError("written otherwise: " + read);
      }
    }
  }
}
