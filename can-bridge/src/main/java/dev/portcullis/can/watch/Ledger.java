package dev.portcullis.can.watch;

import dev.portcullis.can.frame.ArbitrationId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** How many of a kind there were. */
  private static final class Count {
    private long count;
    private long first;
  }

  private final FindingObserver observer;
  private final List<Run> runs = new ArrayList<>();
  private final Map<FindingKind, Count> counts = new EnumMap<>(FindingKind.class);
  private long told;
  private long allowance = BURST * NANOS_PER_TELLING;
  private long refilledAt;
  private boolean isFirstOfKind;
  private long origin;

  Ledger(FindingObserver observer) {
    this.observer = observer;
    for (FindingKind kind : FindingKind.values()) {
      counts.put(kind, new Count());
    }
  }

  /** What the clock of the frames said when the time of the runs was 0. */
  void origin(long nanos) {
    origin = nanos;
  }

  /** A run to be noted in; made at the start only. */
  Run run(FindingKind kind, Subject subject) {
    var run = new Run(this, kind, subject);
    runs.add(run);
    return run;
  }

  void counted(FindingKind kind, long nanos) {
    Count of = Objects.requireNonNull(counts.get(kind));
    isFirstOfKind = of.count == 0;
    if (isFirstOfKind) {
      of.first = nanos;
    }
    of.count++;
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

  /** Tells of a finding, whose times are those of the runs. */
  void tell(Finding finding) {
    told++;
    observer.found(finding.after(origin));
  }

  /** How many were told one by one. */
  long told() {
    return told;
  }

  /** What was found, of each kind that was, in the order of the kinds. */
  List<Tally> tallies() {
    List<Tally> tallies = new ArrayList<>();
    counts.forEach((kind, of) -> {
      if (of.count > 0) {
        tallies.add(tally(kind, of));
      }
    });
    return tallies;
  }

  private Tally tally(FindingKind kind, Count of) {
    Set<ArbitrationId> ids = new LinkedHashSet<>();
    for (Run run : runs) {
      if (run.kind() == kind && run.count() > 0) {
        switch (run.subject()) {
          case Subject.OfId(var id) -> ids.add(id);
          case Subject.OfMessage(var id, var _, var _) -> ids.add(id);
          case Subject.Bus _, Subject.Crowd _ -> {}
        }
      }
    }
    List<ArbitrationId> named = ids.stream().limit(Tally.MOST_IDS).toList();
    return new Tally(kind, of.count, origin + of.first, named, ids.size() - named.size());
  }
}
