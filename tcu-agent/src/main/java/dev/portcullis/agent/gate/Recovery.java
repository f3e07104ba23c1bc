package dev.portcullis.agent.gate;

import dev.portcullis.agent.journal.Entry;
import dev.portcullis.agent.journal.Interruption;
import dev.portcullis.agent.journal.Ledger;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.CommandCodec;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.Map;

/**
 * Ends what a former process began: an intent without an end becomes {@code unknown}. The action is
 * never repeated; the receipt says what state the car is in now.
 */
final class Recovery {

  private final Ledger ledger;
  private final Issue issue;
  private final Car car;
  private final Answers answers;
  private final Reports reports;

  Recovery(Ledger ledger, Issue issue, Car car, Answers answers, Reports reports) {
    this.ledger = ledger;
    this.issue = issue;
    this.car = car;
    this.answers = answers;
    this.reports = reports;
  }

  void recover() {
    var interrupted = ledger.interrupted();
    if (interrupted.isEmpty()) {
      return;
    }
    var observed = car.observed();
    for (Interruption intent : interrupted) {
      end(intent, observed);
    }
  }

  private void end(Interruption intent, Map<String, String> observed) {
    // It was verified before it was journalled, and the journal is hash-chained.
    var command = CommandCodec.parse(intent.command()).orFault();
    Bytes receipt =
        issue.unknown(
            command.claims(),
            command.digest(),
            intent.sequence(),
            RefusalCode.INTERRUPTED,
            observed);
    var entry =
        new Entry.Ended(
            intent.sequence(), intent.signer(), intent.counter(), ReceiptOutcome.UNKNOWN, receipt);
    switch (ledger.append(entry)) {
      case Outcome.Refused<Entry, DurableRefusal>(var reason) -> reports.journalRefused(reason);
      case Outcome.Passed<Entry, DurableRefusal> _ -> answers.receipt(intent.sequence(), receipt);
    }
  }
}
