package dev.portcullis.simulator.traffic;

import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.simulator.bus.BusNode;
import dev.portcullis.simulator.bus.CanBus;
import dev.portcullis.simulator.bus.MonotonicTime;
import dev.portcullis.simulator.bus.NodeName;
import dev.portcullis.simulator.bus.Timeline;
import dev.portcullis.simulator.bus.Transceiver;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One controller that only says things: each of its messages every period, some of them besides
 * when they change. Its crystal is a little off, its software a little late now and then, and it
 * begins when it has booted.
 */
final class TrafficNode implements BusNode {

  /** How far a crystal may be off. */
  static final double CRYSTAL = 60e-6;

  /** The most that a frame is handed over late. */
  static final Duration LATEST = Duration.ofMillis(1);

  /** How much of its period at most. */
  static final double LATEST_OF_PERIOD = 0.05;

  /** Within this all controllers have booted. */
  static final Duration BOOT = Duration.ofMillis(250);

  /** How often it looks whether something has changed, and the least pause after that frame. */
  static final Duration LOOK = Duration.ofMillis(10);

  private final NodeName name;
  private final Timeline timeline;
  private final Transceiver transceiver;
  private final List<CarMessage> messages;
  private final SplittableRandom random;
  private final double pace;

  TrafficNode(NodeName name, Timeline timeline, CanBus bus, List<CarMessage> messages, long seed) {
    this.name = name;
    this.timeline = timeline;
    this.messages = List.copyOf(messages);
    this.random = new SplittableRandom(seed);
    this.pace = 1 + random.nextDouble(-CRYSTAL, CRYSTAL);
    this.transceiver = bus.attach(this);
  }

  @Override
  public NodeName name() {
    return name;
  }

  @Override
  public void received(CanFrame frame) {}

  /** Boots. */
  void start() {
    var booted = timeline.now().plus(Duration.ofNanos(random.nextLong(BOOT.toNanos())));
    for (CarMessage message : messages) {
      // Offsets within the period keep a controller from sending all it has at once.
      var offset = Duration.ofNanos(random.nextLong(message.period().toNanos()));
      expect(message, booted.plus(offset));
    }
    timeline.at(booted.plus(LOOK), this::look);
  }

  private void expect(CarMessage message, MonotonicTime due) {
    long most = Math.min(LATEST.toNanos(), (long) (message.period().toNanos() * LATEST_OF_PERIOD));
    timeline.at(
        due.plus(Duration.ofNanos(random.nextLong(most))),
        () -> {
          send(message);
          var next = due.plus(Duration.ofNanos((long) (message.period().toNanos() * pace)));
          // After a pause of the whole process the missed ones are not caught up with.
          expect(message, next.orLater(timeline.now()));
        });
  }

  private void look() {
    for (CarMessage message : messages) {
      if (message.besides() == CarMessage.Besides.ON_CHANGE && message.hasChanged()) {
        send(message);
      }
    }
    timeline.after(LOOK, this::look);
  }

  private void send(CarMessage message) {
    var _ = transceiver.refresh(message.next());
  }
}
