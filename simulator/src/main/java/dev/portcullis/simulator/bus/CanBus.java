package dev.portcullis.simulator.bus;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One CAN bus. When it is free, the frame with the strongest id of all that wait is sent; it takes
 * as long as its bits do at the bit rate, and arrives at every other node when they are over. Every
 * frame goes past the {@link BusObserver}s first. The time of the bus is accounted, not measured: a
 * timeline that runs late does not make the bus slower.
 *
 * <p>There are no errors on this bus but those that somebody makes with {@link #besiege}. Two nodes
 * that send the same id, which would destroy each other's frames, get their turns in the order in
 * which they were attached.
 *
 * <p>Everything here runs on the timeline; {@link #attach} before traffic starts.
 */
public final class CanBus {

  /**
   * What a destroyed frame takes: 27 bits up to the end of its first data byte, an error flag, its
   * delimiter and the pause (6, 8 and 3 bits).
   */
  private static final int DESTROYED_BITS = 27 + 6 + 8 + 3;

  private final Timeline timeline;
  private final BitRate bitRate;
  private final List<BusObserver> observers = new ArrayList<>();
  private final List<Transceiver> transceivers = new ArrayList<>();
  private final Map<ArbitrationId, Consumer<CanFrame>> withheld = new HashMap<>();
  private MonotonicTime freeAt;
  private Phase phase = Phase.IDLE;

  private enum Phase {
    IDLE,
    /** Somebody wants the bus; who gets it is decided when what is due now has run. */
    ARBITRATING,
    BUSY
  }

  /** A bus without nodes. */
  public CanBus(Timeline timeline, BitRate bitRate, BusObserver observer) {
    this.timeline = timeline;
    this.bitRate = bitRate;
    this.observers.add(observer);
    this.freeAt = timeline.now();
  }

  /** Connects {@code node}, which from now on receives, and sends through what is returned. */
  public Transceiver attach(BusNode node) {
    var transceiver = new Transceiver(this, node);
    transceivers.add(transceiver);
    return transceiver;
  }

  /** Lets {@code observer} see everything from now on. */
  public void observe(BusObserver observer) {
    observers.add(observer);
  }

  /**
   * From now on no frame of that id gets from its node onto the bus: its software was told to be
   * silent. Frames sent by {@link Transceiver#inject} do.
   *
   * @param instead is given each frame that would have been sent, at the time it would have been
   */
  public void withhold(ArbitrationId id, Consumer<CanFrame> instead) {
    withheld.put(id, instead);
  }

  /** Ends a {@link #withhold}. */
  public void release(ArbitrationId id) {
    withheld.remove(id);
  }

  /** From now on every frame of {@code node} is destroyed on the wire, until it is bus-off. */
  public void besiege(NodeName node) {
    named(node).forEach(Transceiver::besiege);
  }

  /** Ends a {@link #besiege}; a node that is bus-off is reset and takes part again. */
  public void relieve(NodeName node) {
    named(node).forEach(Transceiver::relieve);
  }

  /** The names of the nodes, in the order in which they were attached. */
  public List<NodeName> nodes() {
    return transceivers.stream().map(each -> each.node().name()).distinct().toList();
  }

  private List<Transceiver> named(NodeName node) {
    return transceivers.stream().filter(each -> each.node().name().equals(node)).toList();
  }

  MonotonicTime now() {
    return timeline.now();
  }

  /** Whether {@code frame} may not be sent by its node; whoever withholds it has it now. */
  boolean withholds(CanFrame frame) {
    if (withheld.isEmpty()) {
      return false;
    }
    var instead = Optional.ofNullable(withheld.get(frame.id()));
    instead.ifPresent(each -> each.accept(frame));
    return instead.isPresent();
  }

  /** A transceiver has something to send. */
  void wanted() {
    if (phase == Phase.IDLE) {
      phase = Phase.ARBITRATING;
      freeAt = freeAt.orLater(timeline.now());
      timeline.at(freeAt, this::arbitrate);
    }
  }

  private void arbitrate() {
    winner().ifPresentOrElse(this::send, () -> phase = Phase.IDLE);
  }

  private Optional<Transceiver> winner() {
    Optional<Transceiver> winner = Optional.empty();
    long strongest = Transceiver.NOTHING_WAITS;
    for (Transceiver each : transceivers) {
      long field = each.arbitrationField();
      if (field < strongest) {
        strongest = field;
        winner = Optional.of(each);
      }
    }
    return winner;
  }

  private void send(Transceiver sender) {
    phase = Phase.BUSY;
    var next = sender.next();
    // Where the timeline runs late, a frame still never starts before it was asked for.
    var start = freeAt.orLater(next.since());
    if (sender.isBesieged()) {
      freeAt = start.plus(bitRate.timeOf(DESTROYED_BITS));
      var destruction = new Destruction(sender.node().name(), next.frame(), start, freeAt);
      timeline.at(freeAt, () -> destroy(sender, destruction));
    } else {
      sender.takeNext();
      freeAt = start.plus(bitRate.timeOf(FrameBits.of(next.frame())));
      var sighting = new Sighting(sender.node().name(), next.frame(), start, freeAt);
      timeline.at(freeAt, () -> arrive(sender, sighting));
    }
  }

  private void destroy(Transceiver sender, Destruction destruction) {
    sender.failed();
    observers.forEach(each -> each.destroyed(destruction));
    arbitrate();
  }

  private void arrive(Transceiver sender, Sighting sighting) {
    sender.succeeded();
    for (BusObserver each : observers) {
      each.saw(sighting);
    }
    for (Transceiver each : transceivers) {
      if (!each.equals(sender)) {
        each.node().received(sighting.frame());
      }
    }
    arbitrate();
  }
}
