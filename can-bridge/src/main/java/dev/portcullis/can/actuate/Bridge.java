package dev.portcullis.can.actuate;

import dev.portcullis.can.actuate.Actuation.Confirmed;
import dev.portcullis.can.actuate.Actuation.Doubt;
import dev.portcullis.can.actuate.Actuation.NotTransmitted;
import dev.portcullis.can.actuate.Actuation.Unconfirmed;
import dev.portcullis.can.expression.ExpressionFault;
import dev.portcullis.can.expression.StateExpression;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.log.CandumpCodec;
import dev.portcullis.can.permit.ListRefusal;
import dev.portcullis.can.permit.Mode;
import dev.portcullis.can.permit.PermitRefusal;
import dev.portcullis.can.permit.Silence;
import dev.portcullis.can.permit.TransmitMode;
import dev.portcullis.can.port.CanPort;
import dev.portcullis.can.port.CanPortFactory;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.can.port.Transmission.Handed;
import dev.portcullis.can.port.Transmission.NotHanded;
import dev.portcullis.can.port.Transmission.Stalled;
import dev.portcullis.can.secoc.SecOcParts;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.Outcome.Passed;
import dev.portcullis.crypto.Outcome.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Carries out actions by name. It trusts nobody above it: it looks at the preconditions itself,
 * sends only what the allow-list permits, and believes only the controller's own signal. One action
 * at a time; safe for concurrent use.
 *
 * <pre>
 * ready    → preconditions
 * actuate  → preconditions → frame → SecOC → allow-list → hand-over → feedback
 * </pre>
 */
public final class Bridge implements CarActions, GateObserver {

  /** Longer than a slow disk holds up a gate that lives. */
  private static final Duration GATE_LASTS = Duration.ofSeconds(10);

  private final MonotonicClock clock;
  private final BridgeObservers observers;
  private final TransmitMode mode;
  private final PortKeeper keeper;
  private final Map<String, Long> counts = new HashMap<>();
  private final Object oneAtATime = new Object();
  private volatile InForce inForce;

  private Bridge(
      InForce inForce,
      MonotonicClock clock,
      BridgeObservers observers,
      TransmitMode mode,
      PortKeeper keeper) {
    this.inForce = inForce;
    this.clock = clock;
    this.observers = observers;
    this.mode = mode;
    this.keeper = keeper;
  }

  /**
   * Starts a bridge. Its adapter is opened, and opened again after each loss, by a thread of its
   * own: that it is missing now is a state and not an error. It is silent until the gate was heard.
   *
   * @param clock the clock the port stamps frames with
   * @param secOc keys and freshness of the messages that the command map has under SecOC
   */
  public static Bridge open(
      CommandMap map,
      CanPortFactory ports,
      MonotonicClock clock,
      SecOcParts secOc,
      BridgeObservers observers) {
    var mode = new TransmitMode(clock);
    var first = InForce.of(map, secOc, mode, clock, observers);
    var keeper = new PortKeeper(ports, first.receiver(), mode, observers.port(), BackOff.USUAL);
    keeper.start();
    return new Bridge(first, clock, observers, mode, keeper);
  }

  /** Whether it transmits anything at this moment. */
  public Mode mode() {
    return mode.now();
  }

  /**
   * Goes by {@code next} from now on, in everything. Nothing is transmitted from this call on until
   * it is done; an action under way ends by its own deadline first. What is not written down
   * durably is not gone by, and the bridge stays silent: nobody can tell by which of the two the
   * next start will go.
   *
   * @param secOc keys and freshness of what {@code next} has under SecOC, over the same stores as
   *     before
   * @param durably writes {@code next} down
   */
  public <T, R> Outcome<T, R> change(
      CommandMap next, SecOcParts secOc, Supplier<Outcome<T, R>> durably) {
    mode.silence(Silence.CHANGING);
    synchronized (oneAtATime) {
      var written = durably.get();
      if (written instanceof Passed<T, R>) {
        // Only when the one before used its last freshness value may the next one begin.
        inForce.receiver().retire();
        inForce.secured().giveBack();
        inForce = InForce.of(next, secOc, mode, clock, observers);
        keeper.receiver(inForce.receiver());
        mode.end(Silence.CHANGING);
      }
      return written;
    }
  }

  @Override
  public Outcome<Ready, Precondition> ready(Demand demand) {
    return ready(demand, inForce).map(action -> new Ready(action.name()));
  }

  private Outcome<Action, Precondition> ready(Demand demand, InForce now) {
    Optional<Action> known = now.map().action(demand.action());
    if (known.isEmpty()) {
      return Outcome.refused(Precondition.UNKNOWN_ACTION);
    }
    return silence()
        .or(() -> demand.condition().flatMap(condition -> unmet(condition, now)))
        .or(() -> hindrance(known.get(), now))
        .<Outcome<Action, Precondition>>map(Outcome::refused)
        .orElseGet(() -> Outcome.passed(known.get()));
  }

  private Optional<Precondition> silence() {
    return switch (mode.now()) {
      case Mode.Silent(Silence why) -> Optional.of(precondition(why));
      case Mode.Operating _ -> Optional.empty();
    };
  }

  private static Precondition precondition(Silence why) {
    return switch (why) {
      case CHANGING -> Precondition.CONFIGURATION_CHANGING;
      case BUS_FAULT -> Precondition.ADAPTER_GONE;
      case GATE_LOST -> Precondition.GATE_LOST;
    };
  }

  @Override
  public Actuation actuate(Demand demand, DecisionId decision, Map<String, Long> parameters) {
    synchronized (oneAtATime) {
      var now = inForce;
      return switch (ready(demand, now)) {
        case Refused<Action, Precondition>(Precondition why) -> new NotTransmitted(why);
        case Passed<Action, Precondition>(Action known) -> send(known, now, decision, parameters);
      };
    }
  }

  private Actuation send(
      Action action, InForce now, DecisionId decision, Map<String, Long> parameters) {
    long count = counts.merge(action.message().name(), 1L, Long::sum);
    return switch (action
        .frame(parameters, count)
        .then(frame -> now.secured().secure(action.message(), frame))) {
      case Refused<CanFrame, SendRefusal>(SendRefusal why) -> new NotTransmitted(why);
      case Passed<CanFrame, SendRefusal>(CanFrame frame) ->
          switch (now.allowlist().permit(now.map().bus(), frame)) {
            case Refused<CanFrame, PermitRefusal>(PermitRefusal why) ->
                new NotTransmitted(hindrance(why));
            case Passed<CanFrame, PermitRefusal>(CanFrame permitted) ->
                handOver(action, now.receiver(), decision, permitted);
          };
    };
  }

  private static Hindrance hindrance(PermitRefusal why) {
    return switch (why) {
      case Silence silence -> precondition(silence);
      case ListRefusal.NOT_LISTED -> SendRefusal.FRAME_NOT_PERMITTED;
      case ListRefusal.RATE_EXCEEDED -> SendRefusal.RATE_EXCEEDED;
    };
  }

  private Actuation handOver(
      Action action, Receiver receiver, DecisionId decision, CanFrame frame) {
    Optional<CanPort> port = keeper.port();
    if (port.isEmpty()) {
      return new NotTransmitted(Precondition.ADAPTER_GONE);
    }
    receiver.expect(action.feedback(), clock);
    return switch (port.get().transmit(frame)) {
      case NotHanded _ -> new NotTransmitted(Precondition.ADAPTER_GONE);
      case Stalled _ -> new Unconfirmed(Doubt.WRITE_STALLED);
      case Handed(long nanos) -> {
        observers.transmitted().handedOver(decision, CandumpCodec.text(frame), nanos);
        yield await(action.feedback(), receiver, nanos);
      }
    };
  }

  /** Only frames received after the hand-over count, also where the state was so before it. */
  private Actuation await(Feedback feedback, Receiver receiver, long handedOver) {
    long deadline = handedOver + feedback.within().toNanos();
    try {
      return switch (receiver.await(feedback, handedOver, deadline, clock)) {
        case AGREES -> new Confirmed(observed());
        case DISAGREES -> new Unconfirmed(Doubt.OPPOSITE_FEEDBACK);
        case NOTHING -> new Unconfirmed(Doubt.NO_FEEDBACK);
      };
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Unconfirmed(Doubt.INTERRUPTED);
    }
  }

  @Override
  public Optional<Precondition> unmet(String condition) {
    return unmet(condition, inForce);
  }

  private Optional<Precondition> unmet(String condition, InForce now) {
    return switch (now.conditions().read(condition)) {
      case Refused<StateExpression, ExpressionFault> _ -> Optional.of(Precondition.STATE_UNKNOWN);
      case Passed<StateExpression, ExpressionFault>(StateExpression read) ->
          switch (read.evaluate(now.receiver().state(), clock.nanos())) {
            case HOLDS -> Optional.empty();
            case FAILS -> Optional.of(Precondition.CONDITION_UNMET);
            case UNKNOWN -> Optional.of(Precondition.STATE_UNKNOWN);
          };
    };
  }

  private Optional<Precondition> hindrance(Action action, InForce now) {
    long nanos = clock.nanos();
    for (Condition condition : action.requires()) {
      Optional<Precondition> hindrance = condition.hindrance(now.receiver().state(), nanos);
      if (hindrance.isPresent()) {
        return hindrance;
      }
    }
    return Optional.empty();
  }

  @Override
  public Map<String, String> observed() {
    var now = inForce;
    long nanos = clock.nanos();
    Map<String, String> texts = new LinkedHashMap<>();
    for (Observed observed : now.map().observed()) {
      texts.put(observed.name(), observed.text(now.receiver().state(), nanos));
    }
    return texts;
  }

  /** How the bridge stands with its adapter. */
  public PortStatus portStatus() {
    return keeper.status();
  }

  /** What was received since the description in force is, by what became of it. */
  public ReceiveCounts receiveCounts() {
    return inForce.receiver().counts();
  }

  /** Waits until every watched message was received once; whether that was so in time. */
  public boolean awaitState(Duration atMost) throws InterruptedException {
    return inForce.receiver().awaitAll(clock.nanos() + atMost.toNanos(), clock);
  }

  @Override
  public void alive() {
    heard(GATE_LASTS);
  }

  @Override
  public void heard(Duration lasting) {
    mode.heard(lasting);
  }

  @Override
  public void lost() {
    mode.silence(Silence.GATE_LOST);
  }

  /** Closes the adapter, ends the threads, and leaves the freshness values as they were used. */
  @Override
  public void close() {
    keeper.close();
    inForce.secured().giveBack();
  }
}
