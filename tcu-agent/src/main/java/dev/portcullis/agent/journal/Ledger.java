package dev.portcullis.agent.journal;

import dev.portcullis.agent.fresh.ReplayWindow;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.Journal;
import dev.portcullis.crypto.durable.Position;
import dev.portcullis.crypto.message.Counter;
import dev.portcullis.crypto.message.RefusalCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The gate's memory: an append-only journal and what it adds up to. Whatever {@link #append} passed
 * is on the disk; only then does it count here, and only then may anything follow from it. Not for
 * several threads: the gate's thread owns it.
 */
public final class Ledger implements AutoCloseable {

  private final Journal journal;
  private final int checkpointEvery;
  private LedgerState state;
  private int sinceCheckpoint;

  private Ledger(Journal journal, LedgerState state, int checkpointEvery) {
    this.journal = journal;
    this.state = state;
    this.checkpointEvery = checkpointEvery;
  }

  /** Why the journal's content is of no use to this agent. */
  public enum Unreadable {
    /** A line has the right checksum and chain and yet is not one of ours. */
    NOT_OURS
  }

  /**
   * Adds up what {@code journal} holds.
   *
   * @param oldest the floor of the time where nothing was recorded: when this agent was built
   * @param checkpointEvery after how many lines the past is replaced by a snapshot
   */
  public static Outcome<Ledger, Unreadable> open(
      Journal journal, Instant oldest, int checkpointEvery) {
    var state = new LedgerState(oldest);
    var replay = journal.replay();
    var snapshot = replay.snapshot();
    if (snapshot.isPresent()) {
      var read = SnapshotCodec.decode(snapshot.get());
      if (read.isEmpty()) {
        return Outcome.refused(Unreadable.NOT_OURS);
      }
      state = read.get();
    }
    int lines = 0;
    for (Bytes record : replay.records()) {
      var line = LedgerCodec.decode(record);
      if (line.isEmpty() || !state.accepts(line.get().entry())) {
        return Outcome.refused(Unreadable.NOT_OURS);
      }
      // As when it was written: what had been delivered by then does not include its own receipt.
      state.receipts().deliveredBefore(line.get().undeliveredFrom());
      state.apply(line.get().entry());
      lines++;
    }
    var ledger = new Ledger(journal, state, checkpointEvery);
    ledger.sinceCheckpoint = lines;
    return Outcome.passed(ledger);
  }

  /**
   * Makes {@code entry} durable, then lets it count. Where it cannot be durable, nothing counts.
   */
  public Outcome<Entry, DurableRefusal> append(Entry entry) {
    var line = LedgerCodec.encode(new LedgerCodec.Line(undeliveredFrom(), entry));
    var written = journal.append(line);
    if (written instanceof Outcome.Refused<Position, DurableRefusal>(var reason)
        && reason == DurableRefusal.JOURNAL_FULL) {
      written = checkpoint().then(_ -> journal.append(line));
    }
    return written.map(_ -> {
      state.apply(entry);
      sinceCheckpoint++;
      return entry;
    });
  }

  /**
   * Replaces the past by a snapshot when it is long enough; to be called between decisions. A
   * refusal is no loss: the past is kept, and the next call tries again.
   */
  public Outcome<Integer, DurableRefusal> checkpointWhenDue() {
    if (sinceCheckpoint < checkpointEvery) {
      return Outcome.passed(0);
    }
    return checkpoint();
  }

  private Outcome<Integer, DurableRefusal> checkpoint() {
    int lines = sinceCheckpoint;
    return journal
        .checkpoint(snapshot())
        .map(_ -> {
          sinceCheckpoint = 0;
          return lines;
        });
  }

  /** Everything that is known, as a checkpoint keeps it. */
  Bytes snapshot() {
    return SnapshotCodec.encode(state);
  }

  /** The number of the next decision. */
  public long nextSequence() {
    return state.sequence() + 1;
  }

  /** The counters {@code signer} has used. */
  public ReplayWindow window(Digest signer) {
    return state.window(signer);
  }

  /** What was decided about a signer's counter, while the window remembers it. */
  public Optional<Decided> about(Digest signer, Counter counter) {
    return state.about(signer, counter);
  }

  /** The receipt of a request that was turned away before, by the digest of its bytes. */
  public Optional<Bytes> receiptOf(Digest requestDigest) {
    return state.receiptOf(requestDigest);
  }

  /**
   * The receipt of a command that was turned away before with this code, whatever was around it:
   * who repeats it in another envelope learns nothing new, and costs the disk nothing.
   */
  public Optional<Bytes> receiptOf(Digest commandDigest, RefusalCode code) {
    return state.receiptOf(commandDigest, code);
  }

  /** The receipt of a decision, while it is kept. */
  public Optional<Bytes> receipt(long sequence) {
    return state.receipts().find(sequence);
  }

  /** Intents that a former process began and never ended. */
  public List<Interruption> interrupted() {
    return state.interrupted();
  }

  /** How often a counted grant was used; its payload has {@code digest}. */
  public long uses(Digest grant) {
    return state.uses().of(grant);
  }

  /** Whether a use of {@code grant} can be counted: there is room for so many grants. */
  public boolean canCount(Digest grant) {
    return state.uses().hasRoomFor(grant, state.floor());
  }

  /** The newest policy that ever came into force here. */
  public Optional<Entry.PolicyAdopted> adopted() {
    return state.adopted();
  }

  /** Who may command the vehicle. */
  public Register register() {
    return state.register();
  }

  /**
   * The receipt that says {@code statement}, by the digest of its payload, was done, while it is
   * kept.
   */
  public Optional<Bytes> doneBefore(Digest statement) {
    return answered(statement, Optional.empty());
  }

  /** The receipt of the newest decision about {@code statement}, if that was this refusal. */
  public Optional<Bytes> refusedBefore(Digest statement, RefusalCode code) {
    return answered(statement, Optional.of(code));
  }

  private Optional<Bytes> answered(Digest statement, Optional<RefusalCode> refused) {
    return state
        .answers()
        .find(statement)
        .filter(answer -> answer.refused().equals(refused))
        .flatMap(answer -> receipt(answer.sequence()));
  }

  /** The time is not before this. */
  public Instant floor() {
    return state.floor();
  }

  /** Until when the remote start under way may run. */
  public Optional<Entry.RunLimit> runLimit() {
    return state.runLimit();
  }

  /** Receipts the broker has not taken yet, by their sequence, oldest first. */
  public SortedMap<Long, Bytes> undelivered() {
    return state.undelivered();
  }

  /**
   * The broker took a receipt. Remembered with the next line: if the power goes before, the receipt
   * goes out once more, and says the same.
   */
  public void delivered(long sequence) {
    state.receipts().delivered(sequence);
  }

  @Override
  public void close() {
    journal.close();
  }

  private long undeliveredFrom() {
    return state.receipts().firstUndelivered(state.sequence() + 1);
  }
}
