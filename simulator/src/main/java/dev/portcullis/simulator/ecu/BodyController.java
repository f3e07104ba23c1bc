package dev.portcullis.simulator.ecu;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.simulator.bus.BusNode;
import dev.portcullis.simulator.bus.CanBus;
import dev.portcullis.simulator.bus.NodeName;
import dev.portcullis.simulator.bus.Timeline;
import dev.portcullis.simulator.ecu.BodyFault.Late;
import dev.portcullis.simulator.ecu.BodyFault.Plain;
import dev.portcullis.simulator.ecu.BodyState.HornLights;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The body controller: obeys {@code BODY_COMMAND}, reports {@code BODY_STATUS} every 20 ms and at
 * once on a change. For the timeline of its bus only.
 */
public final class BodyController implements BusNode {

  /** Its name on the bus. */
  public static final NodeName NAME = new NodeName("BODY");

  private static final Duration HORN_LASTS = Duration.ofSeconds(2);

  private final Timeline timeline;
  private final CommandMessage commands;
  private final StatusMessage status;
  private final CyclicSender sender;
  private BodyState state = BodyState.PARKED;
  private BodyState reported = BodyState.PARKED;
  private BodyFault fault = Plain.NONE;
  private long faultsSet;
  private long hornsStarted;

  /** Attaches a body controller to {@code bus}; it is still switched off. */
  public BodyController(Timeline timeline, CanBus bus, Database database, BusSecurity security) {
    this.timeline = timeline;
    this.commands = new CommandMessage(database, security, "BODY_COMMAND");
    this.status = new StatusMessage(database, security, "BODY_STATUS");
    this.sender = new CyclicSender(timeline, bus.attach(this), this::statusFrame);
  }

  /** Switches it on. */
  public void start() {
    sender.start();
  }

  @Override
  public NodeName name() {
    return NAME;
  }

  /** How the car really is, whatever is reported. */
  public BodyState state() {
    return state;
  }

  /** Breaks or mends it; what it reports is true again until the next command or change. */
  public void set(BodyFault changed) {
    fault = changed;
    faultsSet++;
    reported = state;
    sender.sendNow();
  }

  /** Somebody at the car changes something: opens a door, sits down, moves the lever. */
  public void change(UnaryOperator<BodyState> change) {
    state = change.apply(state);
    report(state);
  }

  @Override
  public void received(CanFrame frame) {
    commands.read(frame, timeline.now()).ifPresent(this::consider);
  }

  private void consider(Order order) {
    switch (fault) {
      case Plain.SILENT, Plain.DEAF -> {}
      case Plain.NONE, Plain.MUTE, Plain.OPPOSITE -> obey(order);
      case Late _ -> obey(order);
    }
  }

  private void obey(Order order) {
    long temperature = order.value("Temperature");
    order
        .actionAmong(BodyAction.values())
        .filter(action -> action.allows(temperature))
        .ifPresent(action -> carryOut(action, (int) temperature));
  }

  private void carryOut(BodyAction action, int temperature) {
    state = action.appliedTo(state, temperature);
    if (action == BodyAction.HORN_LIGHTS) {
      endHornLater();
    }
    if (fault == Plain.OPPOSITE) {
      report(action.contradictedIn(state));
    } else {
      report(state);
    }
  }

  private void endHornLater() {
    long horn = ++hornsStarted;
    timeline.after(
        HORN_LASTS,
        () -> {
          if (horn == hornsStarted) {
            change(now -> now.with(HornLights.IDLE));
          }
        });
  }

  private void report(BodyState toReport) {
    if (fault instanceof Late(Duration delay)) {
      long mine = faultsSet;
      timeline.after(
          delay,
          () -> {
            if (mine == faultsSet) {
              reportNow(toReport);
            }
          });
    } else {
      reportNow(toReport);
    }
  }

  private void reportNow(BodyState toReport) {
    reported = toReport;
    sender.sendNow();
  }

  private Optional<CanFrame> statusFrame() {
    return switch (fault) {
      case Plain.SILENT, Plain.MUTE -> Optional.empty();
      case Plain.NONE, Plain.DEAF, Plain.OPPOSITE -> Optional.of(status.next(signals(reported)));
      case Late _ -> Optional.of(status.next(signals(reported)));
    };
  }

  private Map<String, Long> signals(BodyState told) {
    return Map.of(
        "DoorLock", status.raw("DoorLock", told.doorLock()),
        "Doors", status.raw("Doors", told.doors()),
        "Hood", status.raw("Hood", told.hood()),
        "Trunk", status.raw("Trunk", told.trunk()),
        "HornLights", status.raw("HornLights", told.hornLights()),
        "Climate", status.raw("Climate", told.climate()),
        "ClimateTarget", (long) told.climateTarget(),
        "DriverSeat", status.raw("DriverSeat", told.driverSeat()),
        "Gear", status.raw("Gear", told.gear()),
        "KeyCard", status.raw("KeyCard", told.keyCard()));
  }
}
