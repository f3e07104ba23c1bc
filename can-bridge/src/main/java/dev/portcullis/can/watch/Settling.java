package dev.portcullis.can.watch;

import java.util.Collection;

/**
 * From when on gaps between frames mean anything. Where nothing of anybody came for longer than the
 * bus's own traffic ever leaves out, the bus stood still or whoever reads it did: what came after
 * was not late, and may come in a heap. That is taken for an accident once in a while only:
 * otherwise who silences nearly all of a bus would be taken for one accident after the other.
 */
final class Settling {

  /** After the first frame, and after a long silence, control units start one by one. */
  static final long START_NANOS = 1_000_000_000L;

  /** Nobody says anything. */
  static final long SILENCE_NANOS = 1_000_000_000L;

  private static final long ACCIDENT_NANOS = 5_000_000_000L;
  private static final long LEAST_PAUSE_NANOS = 20_000_000L;
  private static final long FRAMES_OF_A_PAUSE = 25;
  private static final double NANOS_PER_MILLI = 1e6;

  private final long pause;
  private final long silence;
  private final Run silent;
  private long last;
  private long settledAt = START_NANOS;
  private long accidentAt = -ACCIDENT_NANOS;
  private boolean isSilent;

  /** For a bus with messages of these timings, whose frames may be so late. */
  Settling(Collection<Timing> timings, long late, Run silent) {
    double perNano = 0;
    for (Timing timing : timings) {
      perNano += timing.period() == 0 ? 0 : 1.0 / timing.period();
    }
    this.silent = silent;
    this.silence = SILENCE_NANOS + late;
    this.pause =
        Math.clamp(
            perNano == 0 ? SILENCE_NANOS : (long) (FRAMES_OF_A_PAUSE / perNano),
            LEAST_PAUSE_NANOS,
            SILENCE_NANOS);
  }

  /** A frame of whomever; from when on gaps tell something. */
  long accept(long now) {
    long gap = now - last;
    if (gap > silence) {
      tell(now);
      settledAt = now + START_NANOS;
    } else if (gap > pause && mayBeAnAccident(now)) {
      accidentAt = now;
      restart(now);
    }
    last = now;
    isSilent = false;
    return settledAt;
  }

  /** What was before tells nothing of what comes. */
  void restart(long now) {
    settledAt = Math.max(settledAt, now + pause);
  }

  /** The bus could not be heard until now: nobody was silent, and all begin anew. */
  void beginAnew(long now) {
    last = now;
    isSilent = false;
    settledAt = now + START_NANOS;
  }

  /** Looks whether anybody says anything; whether gaps tell something now. */
  boolean look(long now) {
    if (now - last > silence) {
      tell(now);
    }
    return now - last <= pause / 4 || !mayBeAnAccident(now);
  }

  private boolean mayBeAnAccident(long now) {
    return now - accidentAt >= ACCIDENT_NANOS;
  }

  long settledAt() {
    return settledAt;
  }

  private void tell(long now) {
    if (!isSilent) {
      isSilent = true;
      silent.note(now, (now - last) / NANOS_PER_MILLI, 0, silence / NANOS_PER_MILLI);
    }
  }
}
