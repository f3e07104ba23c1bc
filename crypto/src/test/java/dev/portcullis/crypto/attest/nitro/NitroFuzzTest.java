package dev.portcullis.crypto.attest.nitro;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Occasion;

/** Whatever the bytes are, the appraisal answers; and a stranger's bytes never pass. */
final class NitroFuzzTest {

  @FuzzTest
  void anyBytesAreAnswered(byte[] document) {
    var anyKey = Occasion.of(AttesterRole.BACK_END, SimulatedNitro.NOW);
    var appraisal = SimulatedNitro.appraiser().inspect(Bytes.of(document), anyKey);
    // The outer structure has many spellings; what was signed has one.
    if (appraisal.result().isPresent()
        && !payload(Bytes.of(document)).equals(payload(SimulatedNitro.document()))) {
      throw new AssertionError("it passed");
    }
  }

  private static Bytes payload(Bytes document) {
    return NitroDocument.parse(document).orFault().signed().payload();
  }
}
