package dev.portcullis.can.watch;

import dev.portcullis.can.frame.ArbitrationId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All runs of findings: counts them by kind, and lets no more than a fixed number a second be told
 * of, so that a flood of findings is no flood of output. A kind never seen before is always told.
 */
final class Ledger {

  /** How many are told at once at most. */
  static final int BURST = 40;

  /** How many a second are told in the long run: one each so often. */
  static final long NANOS_PER_TELLING = 100_000_000L;

  private static final FindingKind[] KINDS = FindingKind.values();

  private final FindingObserver observer;
  private final List<Run> runs = new ArrayList<>();
  private final long[] counts = new long[KINDS.length];
  private final long[] firsts = new long[KINDS.length];
  private long told;
  private long allowance = BURST * NANOS_PER_TELLING;
  private long refilledAt;
  private boolean isFirstOfKind;

  Ledger(FindingObserver observer) {
    this.observer = observer;
  }

  /** A run to be noted in; made at the start only. */
  Run run(FindingKind kind, Subject subject) {
    var run = new Run(this, kind, subject);
    runs.add(run);
    return run;
  }

  void counted(FindingKind kind, long nanos) {
    int index = kind.ordinal();
    isFirstOfKind = counts[index] == 0;
    if (isFirstOfKind) {
      firsts[index] = nanos;
    }
    counts[index]++;
  }

  /** Whether there is room to tell of what was counted last; takes the room. */
  boolean mayTell(long nanos) {
    allowance = Math.min(BURST * NANOS_PER_TELLING, allowance + Math.max(0, nanos - refilledAt));
    refilledAt = nanos;
    if (allowance >= NANOS_PER_TELLING) {
      allowance -= NANOS_PER_TELLING;
      return true;
    }
    return isFirstOfKind;
  }

  void tell(Finding finding) {
    told++;
    observer.found(finding);
  }

  /** How many were told one by one. */
  long told() {
    return told;
  }

  /** What was found, of each kind that was, in the order of the kinds. */
  List<Tally> tallies() {
    List<Tally> tallies = new ArrayList<>();
    for (FindingKind kind : KINDS) {
      if (counts[kind.ordinal()] > 0) {
        tallies.add(tally(kind));
      }
    }
    return tallies;
  }

  private Tally tally(FindingKind kind) {
    Set<ArbitrationId> ids = new LinkedHashSet<>();
    for (Run run : runs) {
      if (run.kind() == kind && run.count() > 0) {
        switch (run.subject()) {
          case Subject.Stranger(var id) -> ids.add(id);
          case Subject.OfMessage(var id, var _, var _) -> ids.add(id);
          case Subject.Bus _, Subject.Crowd _ -> {}
        }
      }
    }
    List<ArbitrationId> named = ids.stream().limit(Tally.MOST_IDS).toList();
    return new Tally(
        kind,
        counts[kind.ordinal()],
        firsts[kind.ordinal()],
        named,
        ids.size() - named.size());
  }
}
