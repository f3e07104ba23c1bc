package dev.portcullis.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

class AppEvidenceFuzzTest {

  @FuzzTest
  void readsOrRefuses(byte[] input) {
    if (AppEvidenceCodec.parse(Bytes.of(input))
        instanceof Outcome.Passed<AppEvidence, ?>(var evidence)) {
      assertFalse(evidence.app().isEmpty());
    }
  }
}
