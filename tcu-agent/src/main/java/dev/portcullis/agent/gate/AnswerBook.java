package dev.portcullis.agent.gate;

import dev.portcullis.agent.journal.Entry;
import dev.portcullis.agent.journal.Ledger;
import dev.portcullis.agent.journal.RegisterEntry;
import dev.portcullis.agent.journal.RegisterEntry.Effect;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.Optional;
import java.util.function.Consumer;

/** Answers statements and hand-overs: effect and receipt in one line, then the receipt. */
final class AnswerBook {

  private final Ledger ledger;
  private final RegisterBook register;
  private final Issue issue;
  private final Answers answers;
  private final Consumer<Bytes> again;

  /** {@code again} sends a receipt once more, within its own rate. */
  AnswerBook(
      Ledger ledger, RegisterBook register, Issue issue, Answers answers, Consumer<Bytes> again) {
    this.ledger = ledger;
    this.register = register;
    this.issue = issue;
    this.answers = answers;
    this.again = again;
  }

  /**
   * What is answered.
   *
   * @param id of the statement, the grant or the hand-over: 16 bytes
   * @param digest of its payload
   */
  record Subject(Bytes id, Digest digest) {}

  /** The answer to what was done before. */
  Optional<FilingAnswer> done(Digest statement) {
    return ledger
        .doneBefore(statement)
        .map(receipt -> {
          again.accept(receipt);
          return new FilingAnswer.Done(Optional.of(receipt));
        });
  }

  /** Makes {@code effect} durable, with the receipt that says so. */
  FilingAnswer done(Subject subject, Effect effect) {
    return answer(subject, Optional.empty(), effect);
  }

  /** Refuses; the same refusal again is the same receipt. */
  FilingAnswer refuse(Subject subject, RefusalCode code) {
    var before = ledger.refusedBefore(subject.digest(), code);
    if (before.isPresent()) {
      again.accept(before.get());
      return new FilingAnswer.Refused(code, before);
    }
    return answer(subject, Optional.of(code), new Effect.Nothing());
  }

  private FilingAnswer answer(Subject subject, Optional<RefusalCode> code, Effect effect) {
    long sequence = ledger.nextSequence();
    var outcome = code.isPresent() ? ReceiptOutcome.REFUSED : ReceiptOutcome.DONE;
    var receipt = issue.statement(subject.id(), subject.digest(), outcome, sequence);
    var entry = new RegisterEntry.Answered(sequence, subject.digest(), code, effect, receipt);
    return switch (register.enter(entry)) {
      case Outcome.Refused<Entry, DurableRefusal>(var why) -> new FilingAnswer.Undecided(why);
      case Outcome.Passed<Entry, DurableRefusal> _ -> {
        answers.receipt(sequence, receipt);
        yield code.<FilingAnswer>map(
                refused -> new FilingAnswer.Refused(refused, Optional.of(receipt)))
            .orElseGet(() -> new FilingAnswer.Done(Optional.of(receipt)));
      }
    };
  }
}
