package dev.portcullis.can.watch;

import dev.portcullis.can.watch.Subject.OfMessage;

/**
 * Whether frames of one message come when they should: not too soon after each other, on the beat,
 * and at all. Two-sided, because an attacker who adds frames shortens gaps and one who takes them
 * away lengthens them. A single frame added between two of a period makes one gap of half a period
 * at most.
 */
final class PeriodCheck {

  private static final double NANOS_PER_MILLI = 1e6;

  /** Whether a frame was seen. */
  private enum Phase {
    /** None yet, and it is not known whether one will come. */
    UNSEEN,
    /** None yet, and one should. */
    DUE,
    /** At least one, and the gap to the next one tells something. */
    RUNNING,
    /** It was told that none comes. */
    SILENT
  }

  private final Timing timing;
  private final Run tooOften;
  private final Run offBeat;
  private final Run silent;
  private Phase phase;
  private long last;
  private long usedUpTo;
  private boolean wasTooSoon;

  /** Where it must come, silence from the start on is a finding. */
  PeriodCheck(Timing timing, Expectation expectation, OfMessage subject, Ledger ledger) {
    this.timing = timing;
    this.tooOften = ledger.run(FindingKind.TOO_OFTEN, subject);
    this.offBeat = ledger.run(FindingKind.OFF_BEAT, subject);
    this.silent = ledger.run(FindingKind.SILENT, subject);
    this.phase =
        switch (expectation) {
          case MUST_COME -> Phase.DUE;
          case MAY_COME -> Phase.UNSEEN;
        };
  }

  /** Whether a message has to be there. */
  enum Expectation {
    /** It was in the recording that the baseline was learned from. */
    MUST_COME,
    /** The description has it; this car may not. */
    MAY_COME
  }

  /** How long ago the frame before was; {@link Timing#NEVER} where that tells nothing. */
  long gap(long now, long settledAt) {
    return phase == Phase.RUNNING && last - settledAt >= 0 ? now - last : Timing.NEVER;
  }

  /** A frame, {@code gap} after the one before. */
  void accept(long now, long gap) {
    if (gap != Timing.NEVER) {
      judge(now, gap);
    } else {
      wasTooSoon = false;
    }
    spend(now);
    last = now;
    phase = Phase.RUNNING;
  }

  private void judge(long now, long gap) {
    if (gap < timing.shortest()) {
      wasTooSoon = true;
      tooOften.note(now, millis(gap), millis(timing.shortest()), Double.POSITIVE_INFINITY);
      return;
    }
    if (!wasTooSoon && timing.beatTolerance() != Timing.NEVER) {
      long beats = Math.max(1, (gap + timing.period() / 2) / timing.period());
      long off = gap - beats * timing.period();
      if (Math.abs(off) > timing.beatTolerance()) {
        offBeat.note(
            now,
            millis(gap),
            millis(beats * timing.period() - timing.beatTolerance()),
            millis(beats * timing.period() + timing.beatTolerance()));
      }
    }
    wasTooSoon = false;
  }

  /** Where several may come at once, not many more than usual in the long run. */
  private void spend(long now) {
    if (timing.share() > 0) {
      if (usedUpTo - now > timing.burst()) {
        tooOften.note(now, millis(now - last), millis(timing.share()), Double.POSITIVE_INFINITY);
      } else {
        usedUpTo = Math.max(usedUpTo, now) + timing.share();
      }
    }
  }

  /** Tells, once, that no frame comes. */
  void look(long now, long settledAt) {
    boolean waits =
        switch (phase) {
          case DUE, RUNNING -> true;
          case UNSEEN, SILENT -> false;
        };
    if (waits && now - settledAt > timing.silence()) {
      long quiet = phase == Phase.RUNNING ? now - last : now - settledAt;
      if (quiet > timing.silence()) {
        phase = Phase.SILENT;
        silent.note(now, millis(quiet), 0, millis(timing.silence()));
      }
    }
  }

  private static double millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }
}
