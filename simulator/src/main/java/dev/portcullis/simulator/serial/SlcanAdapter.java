package dev.portcullis.simulator.serial;

import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.simulator.bus.BusNode;
import dev.portcullis.simulator.bus.CanBus;
import dev.portcullis.simulator.bus.NodeName;
import dev.portcullis.simulator.bus.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The CAN adapter in the telematics unit: a serial device for the agent, a node on the bus. It can
 * be unplugged and plugged in again, and it can hang. Its methods may be called from any thread;
 * its state lives on the timeline.
 */
public final class SlcanAdapter implements BusNode, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SlcanAdapter.class);
  private static final Duration POLL = Duration.ofMillis(50);

  /** What has not fitted into the system's buffer; more than that is lost, as in an adapter. */
  private static final int UNSENT_LIMIT = 1024;

  private enum Reading {
    GOING_ON,
    STALLED
  }

  private final NodeName name;
  private final Timeline timeline;
  private final DeviceLink link;
  private final SlcanChannel channel;
  private Optional<PseudoTerminal> terminal = Optional.empty();
  private HostLines lines = new HostLines();
  private Reading reading = Reading.GOING_ON;
  private Bytes unread = Bytes.empty();
  private Bytes unsent = Bytes.empty();

  /**
   * Attaches an adapter to {@code bus}; it is not plugged in yet.
   *
   * @param link a symbolic link that points at its device while it is plugged in
   */
  public SlcanAdapter(NodeName name, Timeline timeline, CanBus bus, Path link) {
    this.name = name;
    this.timeline = timeline;
    this.link = new DeviceLink(link);
    this.channel = new SlcanChannel(bus.attach(this));
  }

  @Override
  public NodeName name() {
    return name;
  }

  /** The name of the device that stays the same: what an agent is configured with. */
  public Path devicePath() {
    return link.path();
  }

  /**
   * Plugs it in, with its channel closed; does nothing if it is.
   *
   * @throws IOException if there is no pseudo-terminal to be had, or the link cannot be made
   */
  public void plugIn() throws IOException {
    if (timeline.ask(() -> terminal).isPresent()) {
      return;
    }
    var fresh = PseudoTerminal.open();
    try {
      timeline.perform(() -> attachTo(fresh));
      link.pointAt(fresh.slavePath());
    } catch (IOException e) {
      unplug();
      throw e;
    }
    Thread.ofPlatform().name("car-serial").daemon().start(() -> read(fresh));
  }

  /** Unplugs it: the device and its link vanish, and what waited for the bus is lost. */
  public void unplug() throws IOException {
    var gone = timeline.ask(this::detach);
    if (gone.isPresent()) {
      link.removeFrom(gone.get().slavePath());
      gone.get().close();
    }
  }

  /** Makes it hang: it reads nothing more from the agent, whose writes block. */
  public void stall() throws IOException {
    var held =
        timeline.ask(() -> {
          reading = Reading.STALLED;
          return terminal;
        });
    if (held.isPresent()) {
      held.get().holdWriter();
    }
  }

  /** Ends a {@link #stall}: what was written meanwhile is read now. */
  public void resume() throws IOException {
    var held = timeline.ask(() -> terminal);
    if (held.isPresent()) {
      held.get().releaseWriter();
    }
    timeline.perform(this::readOn);
  }

  @Override
  public void received(CanFrame frame) {
    channel.heard(frame).ifPresent(this::writeFrame);
  }

  /** Unplugs it for good. */
  @Override
  public void close() throws IOException {
    unplug();
  }

  private void attachTo(PseudoTerminal fresh) {
    terminal = Optional.of(fresh);
    lines = new HostLines();
    unread = Bytes.empty();
    unsent = Bytes.empty();
    reading = Reading.GOING_ON;
    channel.reset();
  }

  private void readOn() {
    reading = Reading.GOING_ON;
    var arrived = unread;
    unread = Bytes.empty();
    obey(arrived);
  }

  private Optional<PseudoTerminal> detach() {
    var gone = terminal;
    terminal = Optional.empty();
    channel.reset();
    return gone;
  }

  /** Runs on the adapter's own thread until the terminal is closed. */
  private void read(PseudoTerminal from) {
    try {
      while (true) {
        var bytes = from.read(POLL);
        if (!bytes.isEmpty()) {
          timeline.soon(() -> arrived(from, bytes));
        }
      }
    } catch (IOException e) {
      LOG.debug("{} is gone: {}", from.slavePath(), e.getMessage());
    }
  }

  private void arrived(PseudoTerminal from, Bytes bytes) {
    if (!terminal.equals(Optional.of(from))) {
      return;
    }
    switch (reading) {
      case GOING_ON -> obey(bytes);
      case STALLED -> unread = Bytes.concat(unread, bytes);
    }
  }

  private void obey(Bytes bytes) {
    lines.feed(bytes, line -> writeAnswer(line, channel.answer(line)));
  }

  private void writeAnswer(Bytes line, Bytes answer) {
    // A host that begins anew must not take what its predecessor left unread for news.
    if (line.equals(Bytes.utf8("C"))) {
      discardUnread();
    }
    if (unsent.size() + answer.size() <= UNSENT_LIMIT) {
      unsent = Bytes.concat(unsent, answer);
    }
    flush();
  }

  private void writeFrame(Bytes line) {
    flush();
    if (!unsent.isEmpty()) {
      channel.lostForHost();
      return;
    }
    unsent = line;
    flush();
  }

  private void discardUnread() {
    unsent = Bytes.empty();
    terminal.ifPresent(present -> {
      try {
        present.discardUnread();
      } catch (IOException e) {
        LOG.debug("nothing to discard: {}", e.getMessage());
      }
    });
  }

  private void flush() {
    terminal.ifPresent(present -> {
      try {
        unsent = unsent.slice(present.write(unsent), unsent.size());
      } catch (IOException e) {
        LOG.debug("nobody to write to: {}", e.getMessage());
      }
    });
  }
}
