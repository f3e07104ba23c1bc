package dev.portcullis.agent.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The failures in a row, and the wait after each. For one thread. */
final class FailureRow {

  private final LinkSettings.BackOff backOff;
  private final Pauses pauses;
  private int length;
  private Duration last = Duration.ZERO;

  FailureRow(LinkSettings.BackOff backOff, RandomGenerator jitter) {
    this.backOff = backOff;
    this.pauses = new Pauses(backOff, jitter);
  }

  /** How many there are. */
  int length() {
    return length;
  }

  /** The wait after an attempt that led to no connection. */
  Duration afterAttempt() {
    length++;
    return pause();
  }

  /** The wait after a connection that was up for {@code up}. */
  Duration afterConnection(Duration up) {
    if (up.compareTo(backOff.stableAfter()) >= 0) {
      length = 1;
    } else if (up.compareTo(last) < 0) {
      length++;
    } else {
      length = Math.max(1, length);
    }
    return pause();
  }

  private Duration pause() {
    last = pauses.after(length);
    return last;
  }
}
