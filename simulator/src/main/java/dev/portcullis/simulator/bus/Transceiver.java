package dev.portcullis.simulator.bus;

import dev.portcullis.can.frame.CanFrame;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * The way of one node onto the bus: a queue from which frames leave in the order they came. Made by
 * {@link CanBus#attach}; used on the timeline of the bus.
 */
public final class Transceiver {

  /** How many frames wait at most, as in the adapters and controllers that are sold. */
  public static final int CAPACITY = 32;

  /** What became of a frame that was to be sent. */
  public enum Queued {
    /** It waits for the bus, and will be sent. */
    TAKEN,
    /** As many wait already as there is room for; the frame is gone. */
    FULL
  }

  private final CanBus bus;
  private final BusNode node;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

  /** A frame, and since when it waits. */
  record Waiting(CanFrame frame, MonotonicTime since) {}

  Transceiver(CanBus bus, BusNode node) {
    this.bus = bus;
    this.node = node;
  }

  /** Queues {@code frame} behind what this node already wants to send. */
  public Queued transmit(CanFrame frame) {
    if (waiting.size() == CAPACITY) {
      return Queued.FULL;
    }
    waiting.add(new Waiting(frame, bus.now()));
    bus.wanted();
    return Queued.TAKEN;
  }

  /** Forgets what waits, as a controller does that is switched off. */
  public void clear() {
    waiting.clear();
  }

  BusNode node() {
    return node;
  }

  Optional<CanFrame> next() {
    return Optional.ofNullable(waiting.peek()).map(Waiting::frame);
  }

  Waiting takeNext() {
    return waiting.remove();
  }
}
