package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.Check;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import java.util.function.Function;

/** Checks of what the leaf says, for which it has to say something. */
final class Described {

  private Described() {}

  static Check<AndroidKeyEvidence> check(
      Requirement requirement, Function<KeyDescription, Verdict> test) {
    return new Check<>(requirement, (evidence, _) -> verdict(evidence, test));
  }

  static Verdict verdict(AndroidKeyEvidence evidence, Function<KeyDescription, Verdict> test) {
    return switch (evidence.description()) {
      case Outcome.Passed<KeyDescription, AttestationRefusal>(var description) ->
          test.apply(description);
      case Outcome.Refused<KeyDescription, AttestationRefusal> _ ->
          new Verdict.NotPerformed("a readable description of the key");
    };
  }
}
