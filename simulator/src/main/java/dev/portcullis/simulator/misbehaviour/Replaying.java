package dev.portcullis.simulator.misbehaviour;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.simulator.bus.MonotonicTime;
import dev.portcullis.simulator.bus.Timeline;
import dev.portcullis.simulator.bus.Transceiver;
import java.time.Duration;
import java.util.ArrayDeque;

/**
 * Records a message until its window opens, and then sends what it has again, oldest first, and
 * from the beginning when all is sent. With nothing recorded it sends nothing.
 */
final class Replaying implements Deed {

  /** How many frames it keeps: ten seconds of one every 20 ms. */
  static final int RECORDED = 500;

  /** The pause before it begins anew. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private enum Phase {
    RECORDING,
    SENDING,
    OVER
  }

  private record Recorded(CanFrame frame, MonotonicTime at) {}

  private final Timeline timeline;
  private final Transceiver transceiver;
  private final Message message;
  private final ArrayDeque<Recorded> recorded = new ArrayDeque<>();
  private Phase phase = Phase.RECORDING;

  Replaying(Timeline timeline, Transceiver transceiver, Message message) {
    this.timeline = timeline;
    this.transceiver = transceiver;
    this.message = message;
  }

  @Override
  public void begin() {
    phase = Phase.SENDING;
    sendNext();
  }

  @Override
  public void heard(CanFrame frame) {
    if (phase == Phase.RECORDING && message.matches(frame)) {
      if (recorded.size() == RECORDED) {
        recorded.remove();
      }
      recorded.add(new Recorded(frame, timeline.now()));
    }
  }

  @Override
  public void end() {
    phase = Phase.OVER;
  }

  private void sendNext() {
    if (phase != Phase.SENDING || recorded.isEmpty()) {
      return;
    }
    var now = recorded.remove();
    var _ = transceiver.inject(now.frame());
    recorded.add(now);
    var pause = now.at().until(recorded.element().at());
    timeline.after(pause.isPositive() ? pause : PAUSE, this::sendNext);
  }
}
