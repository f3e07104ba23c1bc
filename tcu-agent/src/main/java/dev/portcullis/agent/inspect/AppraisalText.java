package dev.portcullis.agent.inspect;

import dev.portcullis.crypto.attest.Appraisal;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.attest.Confirmation;
import dev.portcullis.crypto.attest.Finding;
import dev.portcullis.crypto.attest.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An appraisal as lines for a person: one for each requirement, and the outcome. */
final class AppraisalText {

  private static final int NAME_WIDTH = 20;

  private AppraisalText() {}

  static List<String> lines(Question question, Appraisal appraisal) {
    var lines = new ArrayList<String>();
    lines.add(
        question.format()
            + ", as an attestation of the "
            + question.role().wire()
            + ", at "
            + question.at());
    lines.add("");
    for (Finding finding : appraisal.findings()) {
      lines.add(line(finding));
    }
    lines.add("");
    appraisal.result().ifPresent(result -> lines.addAll(accepted(result)));
    firstFailure(appraisal).ifPresent(finding -> lines.addAll(refused(finding)));
    return lines;
  }

  private static String line(Finding finding) {
    var name = finding.requirement().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    var padded = String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", name);
    return switch (finding.verdict()) {
      case Verdict.Met(var seen) -> (" ✓ " + padded + seen).stripTrailing();
      case Verdict.Failed(var why, var seen) ->
          (" ✗ " + padded + why + (seen.isEmpty() ? "" : ": " + seen)).stripTrailing();
      case Verdict.NotPerformed(var missing) -> " – " + padded + "not performed: needs " + missing;
    };
  }

  private static Optional<Finding> firstFailure(Appraisal appraisal) {
    return appraisal.findings().stream()
        .filter(finding -> finding.verdict() instanceof Verdict.Failed)
        .findFirst();
  }

  private static List<String> accepted(AttestationResult result) {
    return List.of(
        "ACCEPTED  " + result.subject() + ", by " + result.issuer(),
        "          key " + key(result.confirmation()) + ", held by " + result.protection().wire(),
        "          until " + result.expiresAt());
  }

  static String key(Confirmation confirmation) {
    return switch (confirmation) {
      case Confirmation.OfKey(var key) -> key.thumbprint().value().hex();
      case Confirmation.OfThumbprintHash(var hash) ->
          "whose thumbprint has the digest " + hash.value().hex();
      case Confirmation.OfNoKey() -> "none";
    };
  }

  private static List<String> refused(Finding finding) {
    var code = ((Verdict.Failed) finding.verdict()).why();
    return List.of("REFUSED   " + code + ": it must be " + finding.requirement().meaning());
  }
}
