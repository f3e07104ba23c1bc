package dev.portcullis.agent.grant;

import dev.portcullis.agent.policy.Attestation;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.apple.AppAttestFormat;
import dev.portcullis.crypto.message.Evidence;
import dev.portcullis.crypto.message.KeyEnrolment;
import java.time.Instant;

/**
 * Appraises evidence by the platforms' own formats. What ties it to this enrolment is the
 * challenge. Android: it is the context, and the leaf is the key. App Attest knows nothing of the
 * command key: the client data is the context and the key's thumbprint.
 */
public final class PlatformEvidence implements EvidenceAppraiser {

  @Override
  public Outcome<Appraised, AttestationRefusal> appraise(
      Attestation accepted, KeyEnrolment enrolment, Evidence evidence, Instant at) {
    var document =
        new dev.portcullis.crypto.message.Attestation(evidence.format(), evidence.document());
    var appraisers = accepted.ofEnrolment();
    var occasion = Occasion.of(AttesterRole.APP, at);
    var key = enrolment.key();
    if (evidence.format().equals(AppAttestFormat.NAME)) {
      // Without an identifier none is right: the empty one is no key's.
      var identifier = evidence.keyId().map(Digest::value).orElse(Bytes.empty());
      return appraisers
          .appraise(
              document, occasion.challenged(enrolment.context().clientData(key)).forKey(identifier))
          .map(PlatformEvidence::appraised);
    }
    var thumbprint = key.thumbprint();
    return appraisers
        .appraise(
            document,
            occasion.challenged(enrolment.context().challenge()).forKey(thumbprint.value()))
        .then(result ->
            result.confirmation().names(thumbprint)
                ? Outcome.passed(appraised(result))
                : Outcome.refused(AttestationRefusal.KEY_MISMATCH));
  }

  private static Appraised appraised(AttestationResult result) {
    var subject = result.subject();
    return new Appraised(
        result.protection(),
        subject.substring(0, Math.min(subject.length(), Appraised.LONGEST_SUBJECT)));
  }
}
