package dev.portcullis.crypto.attest.apple;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Occasion;

/** Whatever the bytes are, the appraisal answers; and a stranger's bytes never pass. */
final class AppAttestFuzzTest {

  @FuzzTest
  void anyBytesAreAnswered(byte[] object) {
    var anyKey =
        Occasion.of(AttesterRole.APP, SimulatedApple.NOW).challenged(SimulatedApple.CLIENT_DATA);
    var appraisal = SimulatedApple.appraiser().inspect(Bytes.of(object), anyKey);
    // The structure around them has many spellings; what the device says has one.
    if (appraisal.result().isPresent()
        && !said(Bytes.of(object)).equals(said(SimulatedApple.object()))) {
      throw new AssertionError("it passed");
    }
  }

  private static Bytes said(Bytes object) {
    return AppAttestObject.parse(object).orFault().data().encoded();
  }
}
