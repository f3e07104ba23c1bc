package dev.portcullis.simulator.misbehaviour;

import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.simulator.bus.Timeline;
import java.time.Duration;

/** Does the same thing every so often while its window is open. */
final class Repeating implements Deed {

  private enum Phase {
    CLOSED,
    OPEN
  }

  private final Timeline timeline;
  private final Duration period;
  private final Runnable thing;
  private Phase phase = Phase.CLOSED;

  Repeating(Timeline timeline, Duration period, Runnable thing) {
    this.timeline = timeline;
    this.period = period;
    this.thing = thing;
  }

  @Override
  public void begin() {
    phase = Phase.OPEN;
    repeat();
  }

  @Override
  public void heard(CanFrame frame) {}

  @Override
  public void end() {
    phase = Phase.CLOSED;
  }

  private void repeat() {
    if (phase == Phase.OPEN) {
      thing.run();
      timeline.after(period, this::repeat);
    }
  }
}
