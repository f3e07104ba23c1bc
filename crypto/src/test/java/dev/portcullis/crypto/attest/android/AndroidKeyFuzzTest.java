package dev.portcullis.crypto.attest.android;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.signature.VerificationKey;
import java.util.Set;

/** Whatever the bytes are, the appraisal answers; and a stranger's bytes never pass. */
final class AndroidKeyFuzzTest {

  /** Not the root of the seeds: whatever a fuzzer makes of them is a stranger's. */
  private static final Set<VerificationKey> ROOTS =
      Set.of(VerificationKey.of(TestPhone.signer("a root that signs nothing").publicKey()));

  private static final Occasion OCCASION = Occasion.of(AttesterRole.APP, TestPhone.AT);

  @FuzzTest
  void anyDocumentIsAnswered(byte[] document) {
    var appraiser = new TestPolicy().roots(ROOTS).appraiser();
    boolean passed = appraiser.appraise(Bytes.of(document), OCCASION) instanceof Outcome.Passed;
    var appraisal = appraiser.inspect(Bytes.of(document), OCCASION);
    if (passed || appraisal.result().isPresent() || appraisal.refusal().isEmpty()) {
      throw new AssertionError("it passed");
    }
  }
}
