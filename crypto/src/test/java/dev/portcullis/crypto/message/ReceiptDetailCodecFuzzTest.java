package dev.portcullis.crypto.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

class ReceiptDetailCodecFuzzTest {

  @FuzzTest
  void writesIdenticallyWhateverItReads(byte[] input) {
    Bytes bytes = Bytes.of(input);
    if (ReceiptDetailCodec.parse(bytes) instanceof Outcome.Passed<ReceiptDetail, ?>(var detail)
        && !ReceiptDetailCodec.encode(detail).equals(bytes)) {
      throw new AssertionError("written otherwise: " + detail);
    }
  }
}
