package dev.portcullis.crypto.attest.token;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Occasion;

/** Whatever is signed with a key of the key set, the appraisal answers, and nothing lives long. */
final class ApproovClaimsFuzzTest {

  @FuzzTest
  void anyClaimsUnderAGenuineSignatureAreAnswered(byte[] claims) {
    var header = Bytes.utf8("{\"alg\":\"ES256\",\"kid\":\"0001\"}");
    var approov = Policies.approov(Policies.account(FuzzedEars.VERIFIER).made());
    FuzzedEars.mustBeSound(
        approov.appraise(
            CompactJws.sign(FuzzedEars.VERIFIER, header, Bytes.of(claims)),
            Occasion.of(AttesterRole.APP, FuzzedEars.NOW)));
  }
}
