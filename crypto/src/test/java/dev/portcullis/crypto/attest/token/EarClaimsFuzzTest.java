package dev.portcullis.crypto.attest.token;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;

/** Whatever a Verifier signs, the appraisal answers, and only an appraisal of an app passes. */
final class EarClaimsFuzzTest {

  @FuzzTest
  void anyClaimsUnderAGenuineSignatureAreAnswered(byte[] claims) {
    var header = Bytes.utf8("{\"alg\":\"ES256\",\"typ\":\"JWT\"}");
    FuzzedEars.mustBeSound(
        TokenEncoding.JWT, CompactJws.sign(FuzzedEars.VERIFIER, header, Bytes.of(claims)));
  }
}
