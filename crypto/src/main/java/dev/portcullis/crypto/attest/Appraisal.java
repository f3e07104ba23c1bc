package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.attest.Verdict.Failed;
import java.util.List;
import java.util.Optional;

/**
 * All that was found about a document.
 *
 * @param findings one for each requirement of the format, in their order
 * @param result what it proves, where it meets every requirement it was held against
 */
public record Appraisal(List<Finding> findings, Optional<AttestationResult> result) {

  /** Keeps a copy. */
  public Appraisal {
    findings = List.copyOf(findings);
  }

  /** The reason of the first requirement that is not met. */
  public Optional<AttestationRefusal> refusal() {
    for (Finding finding : findings) {
      if (finding.verdict() instanceof Failed(var why, var _)) {
        return Optional.of(why);
      }
    }
    return Optional.empty();
  }
}
