package dev.portcullis.crypto.attest.nitro;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.cbor.CborMap;

/** Whatever a hypervisor signs, the appraisal answers, and never for another key. */
final class NitroPayloadFuzzTest {

  @FuzzTest
  void anyPayloadUnderAGenuineSignatureIsAnswered(byte[] payload) {
    var document =
        SimulatedNitro.ISSUER.sign(NitroIssuer.HEADER, CborMap.empty(), Bytes.of(payload));
    var occasion = SimulatedNitro.occasion();
    if (SimulatedNitro.appraiser().appraise(document, occasion)
            instanceof Outcome.Passed<AttestationResult, ?>(var result)
        && !result.confirmation().names(SimulatedNitro.COUNTERSIGNER.publicKey().thumbprint())) {
      throw new AssertionError("it passed for another key");
    }
  }
}
