package dev.portcullis.simulator.demo;

import dev.portcullis.simulator.bus.MonotonicTime;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A decision of the agent's, as its trace told it.
 *
 * @param at when the line was read, on the clock of the bus
 */
record Decision(TraceLine.Decided line, MonotonicTime at) {

  /** Whether a frame must have gone out for it. */
  boolean explainsAFrame() {
    return line.outcome().equals(Outcomes.CONFIRMED) || line.outcome().equals(Outcomes.UNCONFIRMED);
  }

  /** When the agent had the request in its hands. */
  MonotonicTime arrived() {
    return at.plus(Duration.ofNanos(-TimeUnit.MICROSECONDS.toNanos(line.micros())));
  }
}
