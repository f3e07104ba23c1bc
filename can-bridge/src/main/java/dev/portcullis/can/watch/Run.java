package dev.portcullis.can.watch;

/**
 * Findings of one kind about one thing, and when they are told: the first of a run at once, then at
 * most one a second with how many it stands for. Made by a {@link Ledger}, which bounds how many
 * are told of all runs together.
 */
final class Run {

  /** A run has ended when nothing of it was seen for so long. */
  static final long ENDS_AFTER_NANOS = 5_000_000_000L;

  /** While a run lasts, it is told of again so often. */
  static final long AGAIN_AFTER_NANOS = 1_000_000_000L;

  private final Ledger ledger;
  private final FindingKind kind;
  private Subject subject;
  private long since;
  private long last;
  private long told;
  private long untold;
  private long count;

  Run(Ledger ledger, FindingKind kind, Subject subject) {
    this.ledger = ledger;
    this.kind = kind;
    this.subject = subject;
  }

  FindingKind kind() {
    return kind;
  }

  Subject subject() {
    return subject;
  }

  /** How many were found, told or not. */
  long count() {
    return count;
  }

  /** Is about something else from now on. */
  void begin(Subject other) {
    subject = other;
    count = 0;
    untold = 0;
  }

  /** Found once more, where there is nothing to measure. */
  void note(long nanos) {
    note(nanos, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** Found once more: {@code seen} where only lowest to highest is in order. */
  void note(long nanos, double seen, double lowest, double highest) {
    boolean begins = count == 0 || nanos - last > ENDS_AFTER_NANOS;
    if (begins) {
      since = nanos;
      untold = 0;
      // One that there is no room to tell of is told as soon as there is.
      told = nanos - AGAIN_AFTER_NANOS;
    }
    count++;
    last = nanos;
    untold++;
    ledger.counted(kind, nanos);
    if (nanos - told >= AGAIN_AFTER_NANOS && ledger.mayTell(nanos)) {
      told = nanos;
      var finding = new Finding(kind, subject, since, nanos, untold, seen, lowest, highest);
      untold = 0;
      ledger.tell(finding);
    }
  }
}
