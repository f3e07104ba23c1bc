package dev.portcullis.can.secoc.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;

class FreshnessFuzzTest {

  @FuzzTest
  void everyFileIsReadIdenticallyOrNotAtAll(byte[] file) {
    FreshnessCodec.decode(Bytes.of(file))
        .ifPresent(values -> assertEquals(Bytes.of(file), FreshnessCodec.encode(values)));
  }
}
