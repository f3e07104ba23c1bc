package dev.portcullis.crypto.cose;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

class PublicKeyFuzzTest {

  @FuzzTest
  void encodesIdenticallyWhateverItReads(byte[] input) {
    Bytes bytes = Bytes.of(input);
    if (PublicKey.parse(bytes) instanceof Outcome.Passed<PublicKey, ?>(PublicKey key)
        && !key.encoded().equals(bytes)) {
      throw new AssertionError("encoded otherwise: " + key);
    }
  }
}
