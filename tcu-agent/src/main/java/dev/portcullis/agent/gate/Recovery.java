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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;

/**
 * Ends what a former process began: an intent without an end becomes {@code unknown}. The action is
 * never repeated; the receipt says what state the car is in now. For that the car is given a moment
 * to say it, and a disk that takes nothing is tried again.
 */
final class Recovery {

  private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();
  private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

  private final Ledger ledger;
  private final Issue issue;
  private final Car car;
  private final Answers answers;
  private final Reports reports;
  private final ArrayDeque<Interruption> waiting;
  private final long patientUntil;
  private long notBefore;

  /** Looks for what was interrupted, before this process begins anything itself. */
  Recovery(Ledger ledger, Issue issue, Car car, Answers answers, Reports reports, long nowNanos) {
    this.ledger = ledger;
    this.issue = issue;
    this.car = car;
    this.answers = answers;
    this.reports = reports;
    this.waiting = new ArrayDeque<>(ledger.interrupted());
    this.patientUntil = nowNanos + PATIENCE_NANOS;
    this.notBefore = nowNanos;
  }

  /** Ends what can be ended by now. */
  void recover(long nowNanos) {
    if (waiting.isEmpty() || nowNanos < notBefore) {
      return;
    }
    var observed = car.observed();
    if (observed.containsValue(Car.UNKNOWN) && nowNanos < patientUntil) {
      return;
    }
    while (!waiting.isEmpty()) {
      if (end(waiting.getFirst(), observed)
          instanceof Outcome.Refused<Entry, DurableRefusal>(var reason)) {
        reports.journalRefused(reason);
        notBefore = nowNanos + RETRY_NANOS;
        return;
      }
      waiting.removeFirst();
    }
    reports.journalRecovered();
  }

  private Outcome<Entry, DurableRefusal> end(Interruption intent, Map<String, String> observed) {
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
            intent.sequence(),
            intent.signer(),
            intent.counter(),
            ReceiptOutcome.UNKNOWN,
            receipt,
            Optional.empty());
    return ledger
        .append(entry)
        .map(ended -> {
          answers.receipt(intent.sequence(), receipt);
          return ended;
        });
  }
}
