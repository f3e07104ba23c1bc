package dev.portcullis.crypto.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

class HandOverCodecFuzzTest {

  @FuzzTest
  void writesIdenticallyWhateverItReads(byte[] input) {
    Bytes bytes = Bytes.of(input);
    if (HandOverCodec.parse(bytes) instanceof Outcome.Passed<SignedHandOver, ?>(var read)) {
      if (!read.encoded().equals(bytes)
          || !HandOverCodec.payload(read.claims()).equals(read.payload())) {
        throw new AssertionError("written otherwise: " + read.claims());
      }
      if (read.verify(Samples.TWO_OF_THREE) instanceof Outcome.Passed<?, ?>
          && !read.claims().equals(Samples.handOver(read.claims().reason()))) {
        throw new AssertionError("nobody signed " + read.claims());
      }
    }
  }
}
