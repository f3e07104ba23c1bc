package dev.portcullis.simulator.vehicle;

import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.log.CandumpReader;
import dev.portcullis.can.log.LogEntry;
import dev.portcullis.can.log.LoggedError;
import dev.portcullis.can.log.LoggedFrame;
import dev.portcullis.can.log.RefusedLine;
import dev.portcullis.can.port.InterfaceName;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.simulator.bus.BusNode;
import dev.portcullis.simulator.bus.CanBus;
import dev.portcullis.simulator.bus.MonotonicTime;
import dev.portcullis.simulator.bus.NodeName;
import dev.portcullis.simulator.bus.Timeline;
import dev.portcullis.simulator.bus.Transceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Plays a candump log onto a bus with the pauses it was recorded with: the frames of the interface
 * of its first frame. What cannot be played is counted and left out: refused lines, error frames,
 * other interfaces, FD frames on this classic bus. For the timeline of its bus only.
 */
final class LogPlayer implements BusNode {

  /** Its name on the bus. */
  static final NodeName NAME = new NodeName("LOG");

  private final Timeline timeline;
  private final Transceiver transceiver;
  private final CandumpReader log;
  private final CompletableFuture<Played> end = new CompletableFuture<>();
  private Optional<InterfaceName> bus = Optional.empty();
  private MonotonicTime begin;
  private long originNanos;
  private long frames;
  private long leftOut;

  /**
   * What became of a log.
   *
   * @param frames how many frames were handed to the bus
   * @param leftOut how many lines were not
   */
  record Played(long frames, long leftOut) {}

  /** Attaches a player; it does nothing yet, and does not close {@code log}. */
  LogPlayer(Timeline timeline, CanBus bus, CandumpReader log) {
    this.timeline = timeline;
    this.transceiver = bus.attach(this);
    this.log = log;
    this.begin = timeline.now();
  }

  @Override
  public NodeName name() {
    return NAME;
  }

  @Override
  public void received(CanFrame frame) {}

  /** Plays the first frame now and the others when they are due. */
  void start() {
    begin = timeline.now();
    expectNext();
  }

  /** Completes when the log is at its end, or with the {@link IOException} that ended it. */
  CompletableFuture<Played> end() {
    return end;
  }

  private void expectNext() {
    try {
      nextFrame().ifPresentOrElse(this::expect, () -> end.complete(new Played(frames, leftOut)));
    } catch (IOException e) {
      end.completeExceptionally(new UncheckedIOException(e));
    }
  }

  private void expect(LoggedFrame next) {
    // A log of several recorders may step back a little: that frame is due at once.
    var due = begin.plus(Duration.ofNanos(next.nanos() - originNanos)).orLater(begin);
    timeline.at(
        due,
        () -> {
          switch (transceiver.transmit(next.frame())) {
            case TAKEN -> frames++;
            case FULL, NOT_CLASSIC, WITHHELD, BUS_OFF -> leftOut++;
          }
          expectNext();
        });
  }

  private Optional<LoggedFrame> nextFrame() throws IOException {
    for (var line = log.next(); line.isPresent(); line = log.next()) {
      var playable =
          switch (line.get()) {
            case Outcome.Passed<LogEntry, RefusedLine>(LogEntry entry) -> playable(entry);
            case Outcome.Refused<LogEntry, RefusedLine> _ -> Optional.<LoggedFrame>empty();
          };
      if (playable.isPresent()) {
        return playable;
      }
      leftOut++;
    }
    return Optional.empty();
  }

  private Optional<LoggedFrame> playable(LogEntry entry) {
    return switch (entry) {
      case LoggedError _ -> Optional.empty();
      case LoggedFrame frame -> {
        if (bus.isEmpty()) {
          bus = Optional.of(frame.bus());
          originNanos = frame.nanos();
        }
        yield bus.equals(Optional.of(frame.bus())) ? Optional.of(frame) : Optional.empty();
      }
    };
  }
}
