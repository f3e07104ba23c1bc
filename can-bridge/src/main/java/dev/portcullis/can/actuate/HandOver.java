package dev.portcullis.can.actuate;

import java.util.Optional;

/**
 * Which reports can be the answer to the frame handed over last. Where the state was otherwise, the
 * first later report that agrees is. Where it was so already, one that was on the bus before our
 * frame looks just the same: then only one counts that came when the frame cannot be on its way any
 * more, which is a little after the adapter said that it had taken it. Not safe for concurrent use.
 */
final class HandOver {

  /** What the last report before the frame said. */
  enum Before {
    /** It is known, and not what is waited for. */
    OTHERWISE,
    /** It is what is waited for, or nothing is known. */
    PERHAPS_SO
  }

  /** Longer than a frame waits in the adapter for a free bus, many times over. */
  static final long ON_ITS_WAY_NANOS = 10_000_000;

  /** The same for an adapter that never says what it has taken: longer than a host is busy. */
  static final long UNANSWERED_NANOS = 200_000_000;

  private enum Manner {
    /** This adapter has not said yet that it took a frame; perhaps it never does. */
    SILENT,
    ANSWERS
  }

  private Manner manner = Manner.SILENT;
  private Before before = Before.PERHAPS_SO;
  private Optional<Long> taken = Optional.empty();

  void begin(Before now) {
    before = now;
    taken = Optional.empty();
  }

  void taken(long nanos) {
    manner = Manner.ANSWERS;
    if (taken.isEmpty()) {
      taken = Optional.of(nanos);
    }
  }

  void forget() {
    manner = Manner.SILENT;
  }

  boolean isAnsweredBy(long received, long handedOver) {
    return switch (before) {
      case OTHERWISE -> received - handedOver > 0;
      case PERHAPS_SO ->
          taken
              .map(at -> received - at > ON_ITS_WAY_NANOS)
              .orElse(manner == Manner.SILENT && received - handedOver > UNANSWERED_NANOS);
    };
  }
}
