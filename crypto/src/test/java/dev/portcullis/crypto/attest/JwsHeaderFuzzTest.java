package dev.portcullis.crypto.attest;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import java.nio.charset.StandardCharsets;

/** Whatever the bytes are, the appraisal answers; and a stranger's bytes never pass. */
final class JwsHeaderFuzzTest {

  @FuzzTest
  void anyHeaderIsAnswered(byte[] header) {
    if (JwsHeader.algorithm(Bytes.of(header)) instanceof Outcome.Passed<Algorithm, ?>(var algorithm)
        && !new String(header, StandardCharsets.UTF_8)
            .contains(JwsHeader.name(algorithm).substring(0, 1))) {
      throw new AssertionError("an algorithm nobody named: " + algorithm);
    }
  }
}
