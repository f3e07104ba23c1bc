package dev.portcullis.can.description;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;

class KeptDescriptionFuzzTest {

  @FuzzTest
  void everyFileIsReadIdenticallyOrNotAtAll(byte[] file) {
    KeptDescription.decode(Bytes.of(file))
        .ifPresent(kept -> {
          if (!kept.encoded().equals(Bytes.of(file))) {
            throw new AssertionError("two spellings of one description");
          }
        });
  }
}
