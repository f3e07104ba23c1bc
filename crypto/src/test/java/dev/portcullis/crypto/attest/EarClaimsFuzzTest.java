package dev.portcullis.crypto.attest;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever the bytes are, the appraisal answers; and a stranger's bytes never pass. */
final class EarClaimsFuzzTest {

  private static final SoftwareSigner VERIFIER =
      SoftwareSigner.of(
              Algorithm.ES256,
              SecretBytes.takeOver(
                  "a key of this test, 32 bytes too".getBytes(StandardCharsets.US_ASCII)))
          .orFault();
  private static final EarVerifier EARS =
      EarVerifier.of(
              List.of(
                  new AttestationAnchor(
                      AttesterRole.APP,
                      EarVerifier.FORMAT,
                      "verifier.example",
                      Algorithm.ES256,
                      VERIFIER.publicKey())))
          .orFault();

  @FuzzTest
  void anyClaimsUnderAGenuineSignatureAreAnswered(byte[] claims) {
    var header = Bytes.utf8("{\"alg\":\"ES256\",\"typ\":\"JWT\"}");
    var payload = Bytes.of(claims);
    for (AttesterRole role : AttesterRole.values()) {
      boolean wellFormed = EarClaims.parse(payload, role) instanceof Outcome.Passed;
      boolean passed =
          EARS.appraise(CompactJws.sign(VERIFIER, header, payload), role) instanceof Outcome.Passed;
      if (passed && (!wellFormed || role == AttesterRole.BACK_END)) {
        throw new AssertionError("it passed as " + role);
      }
    }
  }
}
