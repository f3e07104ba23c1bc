package dev.portcullis.can.watch;

import dev.portcullis.can.dbc.Message;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * When frames of a message may come; nanoseconds. A bound that there is none of is one that no time
 * reaches.
 *
 * @param period between two frames; 0 for a message that is not periodic
 * @param shortest between two frames, or 0
 * @param beatTolerance how far a frame may be from a whole number of periods after the one before
 * @param silence after which a frame is missing
 * @param share of the time that each frame uses up, where several may come at once
 * @param burst how much time may be used up in advance
 */
record Timing(
    long period, long shortest, long beatTolerance, long silence, long share, long burst) {

  /** No time reaches it. */
  static final long NEVER = Long.MAX_VALUE / 4;

  private static final long MILLI = 1_000_000;
  private static final long BURST = 5;

  /** No bounds: nothing is known of the message. */
  static final Timing FREE = new Timing(0, 0, NEVER, NEVER, 0, NEVER);

  /** By the baseline, or else by the cycle time of the description. */
  static Timing of(Message message, Optional<MessageBaseline> learned) {
    return learned
        .map(it -> it.gaps().map(gaps -> of(message, gaps)).orElse(FREE))
        .orElseGet(() -> described(message));
  }

  /**
   * The same where each frame may get its stamp up to {@code most} later: a gap is then so much
   * shorter or longer than it was. Where that hides a beat, the rate in the long run is left.
   */
  Timing late(long most) {
    if (period == 0 || most == 0) {
      return this;
    }
    long patience = silence == NEVER ? NEVER : silence + most;
    if (share > 0) {
      return new Timing(period, shortest, beatTolerance, patience, share, burst + most);
    }
    long beat = beatTolerance == NEVER ? NEVER : beatTolerance + most;
    long usualBeat = beat < period * 2 / 5 ? beat : NEVER;
    return shortest > most
        ? new Timing(period, shortest - most, usualBeat, patience, 0, NEVER)
        : new Timing(period, 0, usualBeat, patience, period * 2 / 3, BURST * period + most);
  }

  private static Timing of(Message message, GapBaseline gaps) {
    long mean = gaps.mean();
    if (!gaps.isPeriodic()) {
      return new Timing(0, 0, NEVER, NEVER, Math.max(1, mean / 8), BURST * mean);
    }
    long late = gaps.longest() - mean;
    long silence = Math.max(3 * mean + mean / 2 + 2 * late, gaps.longest() + mean);
    // What waiting for stronger frames makes of a period is not all learned in an hour.
    long shortest = mean * 9 / 20;
    if (!isOnlyCyclic(message) || gaps.shortest() < shortest) {
      long period = message.cycleTime().map(Duration::toNanos).orElse(mean);
      return new Timing(period, 0, NEVER, silence, mean * 2 / 3, BURST * mean);
    }
    long beat = 3 * Math.max(mean - gaps.shortest(), late) + mean / 50;
    return new Timing(mean, shortest, beat < mean * 2 / 5 ? beat : NEVER, silence, 0, NEVER);
  }

  private static Timing described(Message message) {
    if (message.cycleTime().isEmpty()) {
      return FREE;
    }
    long cycle = message.cycleTime().get().toNanos();
    long silence = 5 * cycle + 50 * MILLI;
    return isOnlyCyclic(message)
        ? new Timing(cycle, cycle / 2, NEVER, silence, 0, NEVER)
        : new Timing(cycle, 0, NEVER, silence, cycle / 4, 2 * BURST * cycle);
  }

  /** Not when it is sent for events, too: the DBC's send types for those have other names. */
  private static boolean isOnlyCyclic(Message message) {
    return message.sendType().map(it -> it.toLowerCase(Locale.ROOT).equals("cyclic")).orElse(true);
  }
}
