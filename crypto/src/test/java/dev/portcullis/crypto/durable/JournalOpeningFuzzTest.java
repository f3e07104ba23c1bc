package dev.portcullis.crypto.durable;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;

final class JournalOpeningFuzzTest {

  @FuzzTest
  void opensAnySegmentOrRefusesIt(byte[] content) throws StorageFault {
    JournalOpening.open(Bytes.of(content));
  }
}
