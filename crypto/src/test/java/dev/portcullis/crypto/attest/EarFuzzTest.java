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
final class EarFuzzTest {

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
  void anyBytesAreAnswered(byte[] token) {
    for (AttesterRole role : AttesterRole.values()) {
      if (EARS.appraise(Bytes.of(token), role) instanceof Outcome.Passed) {
        throw new AssertionError("it passed");
      }
    }
  }
}
