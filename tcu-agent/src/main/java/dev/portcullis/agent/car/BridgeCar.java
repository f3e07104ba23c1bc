package dev.portcullis.agent.car;

import dev.portcullis.agent.gate.Car;
import dev.portcullis.can.actuate.ActionName;
import dev.portcullis.can.actuate.CarActions;
import dev.portcullis.can.actuate.DecisionId;
import dev.portcullis.can.actuate.Demand;
import dev.portcullis.can.actuate.Hindrance;
import dev.portcullis.can.actuate.Precondition;
import dev.portcullis.can.actuate.Ready;
import dev.portcullis.can.actuate.SendRefusal;
import dev.portcullis.can.actuate.TransmitObserver;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.Arguments;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.ReceiptDetail;
import dev.portcullis.crypto.message.RefusalCode;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** can-bridge as the gate sees it: its answers in the codes of the wire. */
public final class BridgeCar implements Car {

  private static final String RUN_TIME = "run-time";
  private static final String TEMPERATURE = "temperature";

  /** The observer to open the bridge with. */
  private static final class HandOver implements TransmitObserver {
    private volatile Optional<Waiting> waiting = Optional.empty();

    @Override
    public void handedOver(DecisionId id, String frame, long nanos) {
      waiting
          .filter(waits -> waits.decision().equals(id))
          .ifPresent(waits -> waits.onHandOver().accept(new Car.HandOver(frame, nanos)));
    }
  }

  /** Who waits for which frame. */
  private record Waiting(DecisionId decision, Consumer<Car.HandOver> onHandOver) {}

  private final HandOver handOver = new HandOver();
  private final CarActions bridge;

  /**
   * Opens the bridge, in this process or another one.
   *
   * @param open opens it with the observer it is handed
   */
  public BridgeCar(Function<TransmitObserver, CarActions> open) {
    this.bridge = open.apply(handOver);
  }

  @Override
  public Optional<RefusalCode> obstacle(CommandName name, Optional<String> condition) {
    return switch (bridge.ready(demand(name, condition))) {
      case Outcome.Passed<Ready, Precondition> _ -> Optional.empty();
      // That the adapter is gone says nothing against the command: it is tried, and the receipt
      // says that it was not transmitted.
      case Outcome.Refused<Ready, Precondition>(var reason) ->
          Optional.of(code(reason)).filter(code -> code != RefusalCode.ADAPTER_GONE);
    };
  }

  private static Demand demand(CommandName name, Optional<String> condition) {
    return new Demand(new ActionName(name.wire()), condition);
  }

  /** Why {@code condition}, of no command, does not hold now; nothing where it does. */
  public Optional<RefusalCode> unmet(String condition) {
    return bridge.unmet(condition).map(BridgeCar::code);
  }

  @Override
  public Car.Actuation actuate(
      CommandName name,
      Arguments arguments,
      Optional<String> condition,
      long decision,
      Consumer<Car.HandOver> onHandOver) {
    var id = new DecisionId(Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(decision).array()));
    handOver.waiting = Optional.of(new Waiting(id, onHandOver));
    var answer = bridge.actuate(demand(name, condition), id, parameters(arguments));
    return switch (answer) {
      case dev.portcullis.can.actuate.Actuation.Confirmed _ -> new Car.Actuation.Confirmed();
      case dev.portcullis.can.actuate.Actuation.NotTransmitted(var why) ->
          new Car.Actuation.NotTransmitted(code(why));
      case dev.portcullis.can.actuate.Actuation.Unconfirmed(var doubt) ->
          new Car.Actuation.Unconfirmed(
              switch (doubt) {
                case NO_FEEDBACK -> RefusalCode.NO_FEEDBACK;
                case OPPOSITE_FEEDBACK -> RefusalCode.OPPOSITE_FEEDBACK;
                case WRITE_STALLED -> RefusalCode.WRITE_STALLED;
                // It may have happened, and nobody is left who could say so.
                case INTERRUPTED, BRIDGE_LOST -> RefusalCode.INTERRUPTED;
              });
    };
  }

  @Override
  public void alive() {
    bridge.alive();
  }

  @Override
  public Map<String, String> observed() {
    return bridge.observed().entrySet().stream()
        .limit(ReceiptDetail.MOST_OBSERVED)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> shown(entry.getValue())));
  }

  /** The DBC's own words, cut to what a receipt holds: none of them may end the agent. */
  static String shown(String value) {
    if (value.isEmpty()) {
      return UNKNOWN;
    }
    return value.substring(0, Math.min(value.length(), ReceiptDetail.LONGEST_TEXT));
  }

  /** The parameters that the car's description must give the action of {@code name}. */
  public static Set<String> parameters(CommandName name) {
    return switch (name) {
      case START -> Set.of(RUN_TIME);
      case CLIMATE_ON -> Set.of(TEMPERATURE);
      case LOCK, UNLOCK, TRUNK, STOP, HORN_LIGHTS, CLIMATE_OFF -> Set.of();
    };
  }

  private static Map<String, Long> parameters(Arguments arguments) {
    return switch (arguments) {
      case Arguments.None _ -> Map.of();
      case Arguments.RunTime(var duration) -> Map.of(RUN_TIME, duration.toSeconds());
      case Arguments.Temperature(var celsius) -> Map.of(TEMPERATURE, (long) celsius);
    };
  }

  private static RefusalCode code(Hindrance why) {
    return switch (why) {
      case Precondition precondition -> code(precondition);
      case SendRefusal refusal ->
          switch (refusal) {
            // The policy allows it, and the car's own messages have no room for it.
            case BAD_PARAMETER -> RefusalCode.BAD_ARGUMENT;
            case FRAME_NOT_PERMITTED, RATE_EXCEEDED -> RefusalCode.FRAME_NOT_PERMITTED;
            // No frame that a controller would obey can be made: the disk, a key or a counter.
            case NOT_SECURED -> RefusalCode.FRAME_NOT_PERMITTED;
          };
    };
  }

  private static RefusalCode code(Precondition precondition) {
    return switch (precondition) {
      case UNKNOWN_ACTION -> RefusalCode.POLICY_FORBIDS;
      // A bridge that does not hear us is to the phone as one that is not reached.
      case ADAPTER_GONE, GATE_LOST -> RefusalCode.ADAPTER_GONE;
      case CONFIGURATION_CHANGING -> RefusalCode.CONFIGURATION_CHANGING;
      case STATE_UNKNOWN -> RefusalCode.STATE_UNKNOWN;
      case CONDITION_UNMET -> RefusalCode.CONDITION_UNMET;
      case NOT_STANDING -> RefusalCode.NOT_STANDING;
      case NOT_PARKED -> RefusalCode.NOT_PARKED;
      case OPENING_NOT_SHUT -> RefusalCode.OPENING_NOT_SHUT;
      case ENGINE_NOT_REMOTE -> RefusalCode.ENGINE_NOT_REMOTE;
      case DRIVER_PRESENT -> RefusalCode.DRIVER_PRESENT;
      case ENGINE_RUNNING -> RefusalCode.ENGINE_RUNNING;
    };
  }
}
