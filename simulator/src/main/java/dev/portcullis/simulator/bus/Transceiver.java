package dev.portcullis.simulator.bus;

import dev.portcullis.can.frame.CanFrame;
import java.util.ArrayDeque;

/**
 * The way of one node onto the bus: a queue from which frames leave in the order they came. Made by
 * {@link CanBus#attach}; used on the timeline of the bus.
 */
public final class Transceiver {

  /** How many frames wait at most, as in the adapters and controllers that are sold. */
  public static final int CAPACITY = 32;

  /** Weaker than every arbitration field. */
  static final long NOTHING_WAITS = Long.MAX_VALUE;

  /** ISO 11898-1, fault confinement: what an error of its own adds, and when a node is bus-off. */
  private static final int ERROR_WEIGHT = 8;

  private static final int BUS_OFF_ABOVE = 255;

  /** What became of a frame that was to be sent. */
  public enum Queued {
    /** It waits for the bus, and will be sent. */
    TAKEN,
    /** As many wait already as there is room for; the frame is gone. */
    FULL,
    /** Somebody silenced this id on this bus; the frame is gone, and its node does not know. */
    WITHHELD,
    /** The node has destroyed too much, and is off the bus until it is reset; the frame is gone. */
    BUS_OFF
  }

  private enum Siege {
    NONE,
    UNDER_WAY
  }

  private final CanBus bus;
  private final BusNode node;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private Siege siege = Siege.NONE;
  private int transmitErrors;

  /** A frame, and since when it waits. */
  record Waiting(CanFrame frame, MonotonicTime since) {}

  Transceiver(CanBus bus, BusNode node) {
    this.bus = bus;
    this.node = node;
  }

  /** Queues {@code frame} behind what this node already wants to send. */
  public Queued transmit(CanFrame frame) {
    return bus.withholds(frame) ? Queued.WITHHELD : inject(frame);
  }

  /** As {@link #transmit}, but in place of a frame that is not sent yet and has the same id. */
  public Queued refresh(CanFrame frame) {
    // What waits is older news of the same message: a mailbox, not a queue.
    waiting.removeIf(each -> each.frame().id().equals(frame.id()));
    return transmit(frame);
  }

  /** As {@link #transmit}, also where that id was silenced: what an intruder does. */
  public Queued inject(CanFrame frame) {
    if (isOff()) {
      return Queued.BUS_OFF;
    }
    if (waiting.size() == CAPACITY) {
      return Queued.FULL;
    }
    waiting.add(new Waiting(frame, bus.now()));
    bus.wanted();
    return Queued.TAKEN;
  }

  /** Forgets what waits and what failed, as a controller does that is switched off or reset. */
  public void clear() {
    waiting.clear();
    transmitErrors = 0;
  }

  /** Whether its node has destroyed too much and takes no part in the bus. */
  public boolean isOff() {
    return transmitErrors > BUS_OFF_ABOVE;
  }

  BusNode node() {
    return node;
  }

  /** That of the frame that waits, or {@link #NOTHING_WAITS}. */
  long arbitrationField() {
    var next = waiting.peek();
    return next == null ? NOTHING_WAITS : Arbitration.field(next.frame());
  }

  Waiting next() {
    return waiting.element();
  }

  void takeNext() {
    waiting.remove();
  }

  void besiege() {
    siege = Siege.UNDER_WAY;
  }

  void relieve() {
    siege = Siege.NONE;
    transmitErrors = 0;
  }

  boolean isBesieged() {
    return siege == Siege.UNDER_WAY;
  }

  void succeeded() {
    transmitErrors = Math.max(0, transmitErrors - 1);
  }

  void failed() {
    transmitErrors += ERROR_WEIGHT;
    if (isOff()) {
      waiting.clear();
    }
  }
}
