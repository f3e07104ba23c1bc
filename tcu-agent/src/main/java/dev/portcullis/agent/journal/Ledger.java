package dev.portcullis.agent.journal;

import dev.portcullis.agent.fresh.ReplayWindow;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.Journal;
import dev.portcullis.crypto.message.Counter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gate's memory: an append-only journal and what it adds up to. Whatever {@link #append} passed
 * is on the disk; only then does it count here, and only then may anything follow from it. Not for
 * several threads: the gate's thread owns it.
 */
public final class Ledger implements AutoCloseable {

  private static final int MAX_UNDELIVERED = 256;

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
      if (line.isEmpty()) {
        return Outcome.refused(Unreadable.NOT_OURS);
      }
      state.apply(line.get().entry());
      forgetDelivered(state, line.get().undeliveredFrom());
      lines++;
    }
    var ledger = new Ledger(journal, state, checkpointEvery);
    ledger.sinceCheckpoint = lines;
    return Outcome.passed(ledger);
  }

  private static void forgetDelivered(LedgerState state, long undeliveredFrom) {
    state.undelivered().keySet().removeIf(sequence -> sequence < undeliveredFrom);
  }

  /**
   * Makes {@code entry} durable, then lets it count. Where it cannot be durable, nothing counts.
   */
  public Outcome<Entry, DurableRefusal> append(Entry entry) {
    var line = new LedgerCodec.Line(undeliveredFrom(), entry);
    return journal
        .append(LedgerCodec.encode(line))
        .map(_ -> {
          state.apply(entry);
          while (state.undelivered().size() > MAX_UNDELIVERED) {
            state.delivered(state.undelivered().keySet().iterator().next());
          }
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
    int lines = sinceCheckpoint;
    return journal
        .checkpoint(SnapshotCodec.encode(state))
        .map(_ -> {
          sinceCheckpoint = 0;
          return lines;
        });
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

  /** Whether there is no room for the window of one more key. */
  public boolean isFullFor(Digest signer) {
    return state.isFullFor(signer);
  }

  /** Intents that a former process began and never ended. */
  public List<Interruption> interrupted() {
    return state.interrupted();
  }

  /** The time is not before this. */
  public Instant floor() {
    return state.floor();
  }

  /** Until when the remote start under way may run. */
  public Optional<Entry.RunLimit> runLimit() {
    return state.runLimit();
  }

  /** Receipts the broker has not taken yet, by their sequence. */
  public Map<Long, Bytes> undelivered() {
    return Map.copyOf(state.undelivered());
  }

  /**
   * The broker took a receipt. Remembered with the next line: if the power goes before, the receipt
   * goes out once more, and says the same.
   */
  public void delivered(long sequence) {
    state.delivered(sequence);
  }

  @Override
  public void close() {
    journal.close();
  }

  private long undeliveredFrom() {
    var waiting = state.undelivered().keySet().iterator();
    return waiting.hasNext() ? waiting.next() : state.sequence() + 1;
  }
}
