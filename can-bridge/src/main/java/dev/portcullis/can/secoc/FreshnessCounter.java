package dev.portcullis.can.secoc;

import dev.portcullis.can.secoc.FreshnessLengths.Counted;
import dev.portcullis.crypto.Outcome;

/** Counts up to the counter's end; each value is reserved durably before it is given out. */
final class FreshnessCounter implements FreshnessSource {

  private final Counted lengths;
  private final ReservedFreshness reserved;
  private FreshnessValue last;

  FreshnessCounter(Counted lengths, ReservedFreshness reserved) {
    this.lengths = lengths;
    this.reserved = reserved;
    this.last = reserved.upTo();
  }

  @Override
  public Outcome<FreshnessValue, SecureRefusal> next() {
    if (!lengths.greatest().isAbove(last)) {
      return Outcome.refused(SecureRefusal.FRESHNESS_EXHAUSTED);
    }
    var next = last.next();
    return switch (reserved.cover(next)) {
      case DURABLE -> {
        last = next;
        yield Outcome.passed(next);
      }
      case FAILED -> Outcome.refused(SecureRefusal.FRESHNESS_NOT_STORED);
    };
  }

  @Override
  public void giveBack() {
    reserved.giveBackAbove(last);
  }
}
