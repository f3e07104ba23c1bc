package dev.portcullis.simulator.ecu;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.simulator.bus.BusNode;
import dev.portcullis.simulator.bus.CanBus;
import dev.portcullis.simulator.bus.MonotonicTime;
import dev.portcullis.simulator.bus.NodeName;
import dev.portcullis.simulator.bus.Timeline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The engine controller: obeys {@code ENGINE_COMMAND}, reports {@code ENGINE_STATUS} every 20 ms
 * and at once on a change. A remotely started engine stops itself after the time of the command,
 * and never later than after its own maximum. For the timeline of its bus only.
 */
public final class EngineController implements BusNode {

  /** Its name on the bus. */
  public static final NodeName NAME = new NodeName("ENGINE");

  /** How long a remotely started engine runs at most, whatever the command says. */
  public static final Duration LONGEST_REMOTE_RUN = Duration.ofMinutes(20);

  private static final long LONGEST_COMMAND_SECONDS = 1_800;

  private enum Action {
    START,
    STOP
  }

  private final Timeline timeline;
  private final CommandMessage commands;
  private final StatusMessage status;
  private final CyclicSender sender;
  private EngineMode mode = EngineMode.OFF;
  private MonotonicTime remoteEnd;
  private long changes;

  /** Attaches an engine controller to {@code bus}; it is still switched off. */
  public EngineController(Timeline timeline, CanBus bus, Database database, BusSecurity security) {
    this.timeline = timeline;
    this.remoteEnd = timeline.now();
    this.commands = new CommandMessage(database, security, "ENGINE_COMMAND");
    this.status = new StatusMessage(database, security, "ENGINE_STATUS");
    this.sender = new CyclicSender(timeline, bus.attach(this), this::statusFrame);
  }

  /** Switches the controller on, not the engine. */
  public void start() {
    sender.start();
  }

  @Override
  public NodeName name() {
    return NAME;
  }

  /** Whether the engine runs. */
  public EngineMode mode() {
    return mode;
  }

  /** Somebody with the key in the car starts the engine, takes it over or switches it off. */
  public void set(EngineMode changed) {
    if (changed == EngineMode.REMOTE) {
      startRemotely(LONGEST_REMOTE_RUN);
    } else {
      change(changed);
    }
  }

  @Override
  public void received(CanFrame frame) {
    commands.read(frame, timeline.now()).ifPresent(this::obey);
  }

  private void obey(Order order) {
    order.actionAmong(Action.values()).ifPresent(action -> obey(action, order.value("RunTime")));
  }

  private void obey(Action action, long seconds) {
    switch (action) {
      case START -> {
        if (mode == EngineMode.OFF && seconds >= 1 && seconds <= LONGEST_COMMAND_SECONDS) {
          startRemotely(Duration.ofSeconds(seconds));
        }
      }
      case STOP -> {
        if (mode == EngineMode.REMOTE && seconds == 0) {
          change(EngineMode.OFF);
        }
      }
    }
  }

  private void startRemotely(Duration asked) {
    var run = asked.compareTo(LONGEST_REMOTE_RUN) < 0 ? asked : LONGEST_REMOTE_RUN;
    remoteEnd = timeline.now().plus(run);
    change(EngineMode.REMOTE);
    long mine = changes;
    timeline.at(
        remoteEnd,
        () -> {
          if (mine == changes) {
            change(EngineMode.OFF);
          }
        });
  }

  private void change(EngineMode changed) {
    mode = changed;
    changes++;
    sender.sendNow();
  }

  private Optional<CanFrame> statusFrame() {
    return Optional.of(
        status.next(Map.of("Engine", status.raw("Engine", mode), "RunTimeLeft", secondsLeft())));
  }

  /** Rounded up: zero only when it has stopped. */
  private long secondsLeft() {
    return switch (mode) {
      case OFF, DRIVER -> 0;
      case REMOTE -> timeline.now().until(remoteEnd).plusSeconds(1).minusNanos(1).toSeconds();
    };
  }
}
