package dev.portcullis.simulator.bus;

import dev.portcullis.can.frame.CanFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One CAN bus. When it is free, the frame with the strongest id of all that wait is sent; it takes
 * as long as its bits do at the bit rate, and arrives at every other node when they are over. Every
 * frame goes past the {@link BusTap} first. The time of the bus is accounted, not measured: a
 * timeline that runs late does not make the bus slower.
 *
 * <p>There are no errors on this bus: what is sent arrives. Two nodes that send the same id, which
 * would destroy each other's frames, get their turns in the order in which they were attached.
 *
 * <p>Everything here runs on the timeline; {@link #attach} before traffic starts.
 */
public final class CanBus {

  private static final Comparator<Contender> WINNER_FIRST =
      Comparator.comparing(Contender::frame, Arbitration.ORDER);

  /** Every node here is of CAN FD, and its data phase as fast. */
  private static final BitRate DATA_RATE = BitRate.MBIT_2;

  private final Timeline timeline;
  private final BitRate bitRate;
  private final BusTap tap;
  private final List<Transceiver> transceivers = new ArrayList<>();
  private MonotonicTime freeAt;
  private Phase phase = Phase.IDLE;

  private enum Phase {
    IDLE,
    /** Somebody wants the bus; who gets it is decided when what is due now has run. */
    ARBITRATING,
    BUSY
  }

  private record Contender(Transceiver transceiver, CanFrame frame) {}

  /** A bus without nodes. */
  public CanBus(Timeline timeline, BitRate bitRate, BusTap tap) {
    this.timeline = timeline;
    this.bitRate = bitRate;
    this.tap = tap;
    this.freeAt = timeline.now();
  }

  /** Connects {@code node}, which from now on receives, and sends through what is returned. */
  public Transceiver attach(BusNode node) {
    var transceiver = new Transceiver(this, node);
    transceivers.add(transceiver);
    return transceiver;
  }

  MonotonicTime now() {
    return timeline.now();
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
    winner().ifPresentOrElse(winner -> send(winner.transceiver()), () -> phase = Phase.IDLE);
  }

  private Optional<Contender> winner() {
    return transceivers.stream()
        .flatMap(each -> each.next().map(frame -> new Contender(each, frame)).stream())
        .min(WINNER_FIRST);
  }

  private void send(Transceiver sender) {
    phase = Phase.BUSY;
    var next = sender.takeNext();
    // Where the timeline runs late, a frame still never starts before it was asked for.
    var start = freeAt.orLater(next.since());
    freeAt = start.plus(timeOf(next.frame()));
    var sighting = new Sighting(sender.node().name(), next.frame(), start, freeAt);
    timeline.at(freeAt, () -> arrive(sender, sighting));
  }

  private Duration timeOf(CanFrame frame) {
    return switch (frame) {
      case CanFrame.Fd fd -> FdFrameBits.timeOf(fd, bitRate, DATA_RATE);
      case CanFrame.Data _, CanFrame.Remote _ -> bitRate.timeOf(FrameBits.of(frame));
    };
  }

  private void arrive(Transceiver sender, Sighting sighting) {
    tap.saw(sighting);
    for (Transceiver each : transceivers) {
      if (!each.equals(sender)) {
        each.node().received(sighting.frame());
      }
    }
    arbitrate();
  }
}
