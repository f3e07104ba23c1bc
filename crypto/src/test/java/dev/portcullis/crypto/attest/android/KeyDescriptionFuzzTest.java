package dev.portcullis.crypto.attest.android;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.x509.CertificateChain;
import java.util.List;

/**
 * Whatever a genuine phone's hardware writes into the extension, each check answers; what was read
 * has no other spelling; and nothing is accepted of which the description does not say it.
 */
final class KeyDescriptionFuzzTest {

  private static final Bytes VALID = TestPhone.document(TestPhone.description());
  private static final Occasion OCCASION = TestPhone.occasion();

  /** The chain of a valid document, so that nothing has to be signed for each input. */
  private static final CertificateChain CHAIN =
      CertificateChain.parse(ChainDocument.parse(VALID).orFault()).orFault();

  @FuzzTest
  void anyDescriptionIsAnswered(byte[] content) {
    var parsed = KeyDescription.parse(Bytes.of(content));
    var evidence = new AndroidKeyEvidence(CHAIN, parsed);
    var format = new AndroidKeyFormat(new TestPolicy().references());
    boolean accepted =
        format.checks().stream()
            // The signatures are those of the valid document: they cost time and say nothing here.
            .filter(check ->
                !List.of(Requirement.CHAIN, Requirement.ROOT).contains(check.requirement()))
            .allMatch(check -> check.test().apply(evidence, OCCASION) instanceof Verdict.Met);
    if (parsed instanceof Outcome.Passed<KeyDescription, AttestationRefusal>(var description)) {
      if (!description.encoded().equals(Bytes.of(content))) {
        throw new AssertionError("two spellings");
      }
      if (accepted && !description.challenge().equals(TestPhone.CHALLENGE)) {
        throw new AssertionError("accepted for another challenge");
      }
    } else if (accepted) {
      throw new AssertionError("accepted without a description");
    }
  }
}
