package dev.portcullis.crypto.attest.apple;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.attest.Confirmation;

/** Whatever a device says under a genuine certificate, the appraisal answers. */
final class AuthenticatorDataFuzzTest {

  @FuzzTest
  void anyAuthenticatorDataUnderAGenuineCertificateAreAnswered(byte[] data) {
    var object = SimulatedApple.certified(Bytes.of(data));
    if (SimulatedApple.appraiser().appraise(object, SimulatedApple.occasion())
            instanceof Outcome.Passed<AttestationResult, ?>(var result)
        && !(result.subject().equals(SimulatedApple.APP.identifier())
            && result.confirmation().equals(new Confirmation.OfKey(SimulatedApple.KEY)))) {
      throw new AssertionError("it passed as " + result);
    }
  }
}
