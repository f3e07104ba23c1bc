package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.Verdict.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Appraises documents of one format. The order is the same for each: size, structure, signature,
 * claims, so that nothing a stranger wrote is interpreted before its signature held.
 *
 * @param <D> a document of the format, taken apart
 */
public final class Appraiser<D> {

  private final AttestationFormat<D> format;
  private final List<Check<D>> checks;

  /** An appraiser of {@code format}. */
  public Appraiser(AttestationFormat<D> format) {
    this.format = format;
    this.checks = List.copyOf(format.checks());
  }

  /** The format's name. */
  public String format() {
    return format.name();
  }

  /** Appraises {@code document} as far as the first requirement it does not meet. */
  public Outcome<AttestationResult, AttestationRefusal> appraise(
      Bytes document, Occasion occasion) {
    if (document.size() > format.maximumSize()) {
      return Outcome.refused(AttestationRefusal.TOO_LARGE);
    }
    return format
        .parse(document)
        .then(parsed -> {
          for (Check<D> check : checks) {
            if (check.test().apply(parsed, occasion) instanceof Failed(var why, var _)) {
              return Outcome.refused(why);
            }
          }
          return Outcome.passed(format.result(parsed, occasion));
        });
  }

  /** Holds {@code document} against every requirement, for a person who wants to see them all. */
  public Appraisal inspect(Bytes document, Occasion occasion) {
    var findings = new ArrayList<Finding>();
    if (document.size() > format.maximumSize()) {
      var seen = document.size() + " bytes, of " + format.maximumSize();
      findings.add(
          new Finding(Requirement.SIZE, Verdict.failed(AttestationRefusal.TOO_LARGE, seen)));
      return notTakenApart(findings);
    }
    findings.add(new Finding(Requirement.SIZE, Verdict.met(document.size() + " bytes")));
    return switch (format.parse(document)) {
      case Outcome.Refused<D, AttestationRefusal>(var why) -> {
        findings.add(new Finding(Requirement.STRUCTURE, Verdict.failed(why, "")));
        yield notTakenApart(findings);
      }
      case Outcome.Passed<D, AttestationRefusal>(D parsed) -> {
        findings.add(new Finding(Requirement.STRUCTURE, Verdict.met("")));
        for (Check<D> check : checks) {
          findings.add(new Finding(check.requirement(), check.test().apply(parsed, occasion)));
        }
        var refused = findings.stream().anyMatch(each -> each.verdict() instanceof Failed);
        yield new Appraisal(
            findings, refused ? Optional.empty() : Optional.of(format.result(parsed, occasion)));
      }
    };
  }

  private Appraisal notTakenApart(List<Finding> findings) {
    for (Check<D> check : checks) {
      findings.add(
          new Finding(
              check.requirement(), new Verdict.NotPerformed("a document that can be taken apart")));
    }
    return new Appraisal(findings, Optional.empty());
  }
}
