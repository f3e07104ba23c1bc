package dev.portcullis.simulator.ecu;

import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.simulator.bus.MonotonicTime;
import dev.portcullis.simulator.bus.Timeline;
import dev.portcullis.simulator.bus.Transceiver;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends a status every 20 ms, and besides whenever it is asked to. */
final class CyclicSender {

  static final Duration PERIOD = Duration.ofMillis(20);

  private final Timeline timeline;
  private final Transceiver transceiver;
  private final Supplier<Optional<CanFrame>> status;

  /**
   * @param status the frame to send now; none from a controller that is mute
   */
  CyclicSender(Timeline timeline, Transceiver transceiver, Supplier<Optional<CanFrame>> status) {
    this.timeline = timeline;
    this.transceiver = transceiver;
    this.status = status;
  }

  /** Sends the first status now. */
  void start() {
    tick(timeline.now());
  }

  /** Sends the status now, out of turn. */
  void sendNow() {
    // A full queue loses the frame; the next one says the same.
    status
        .get()
        .ifPresent(frame -> {
          var _ = transceiver.transmit(frame);
        });
  }

  private void tick(MonotonicTime due) {
    sendNow();
    // After a pause of the whole process the missed ones are not caught up with.
    var next = due.plus(PERIOD).orLater(timeline.now());
    timeline.at(next, () -> tick(next));
  }
}
