package dev.portcullis.can.actuate;

import dev.portcullis.can.actuate.Actuation.Confirmed;
import dev.portcullis.can.actuate.Actuation.Doubt;
import dev.portcullis.can.actuate.Actuation.NotTransmitted;
import dev.portcullis.can.actuate.Actuation.Unconfirmed;
import dev.portcullis.can.expression.ExpressionFault;
import dev.portcullis.can.expression.StateExpression;
import dev.portcullis.can.expression.Truth;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.log.CandumpCodec;
import dev.portcullis.can.permit.PermitRefusal;
import dev.portcullis.can.permit.TransmitAllowlist;
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
public final class Bridge implements CarActions {

  private final CommandMap map;
  private final Conditions conditions;
  private final MonotonicClock clock;
  private final TransmitAllowlist allowlist;
  private final TransmitObserver observer;
  private final SecuredTraffic secured;
  private final Receiver receiver;
  private final PortKeeper keeper;
  private final Map<String, Long> counts = new HashMap<>();
  private final Object oneAtATime = new Object();

  private Bridge(
      CommandMap map,
      MonotonicClock clock,
      TransmitObserver observer,
      SecuredTraffic secured,
      PortKeeper keeper,
      Receiver receiver) {
    this.map = map;
    this.conditions = new Conditions(map);
    this.clock = clock;
    this.observer = observer;
    this.secured = secured;
    this.keeper = keeper;
    this.receiver = receiver;
    this.allowlist = new TransmitAllowlist(map.transmit(), clock);
  }

  /**
   * Starts a bridge. Its adapter is opened, and opened again after each loss, by a thread of its
   * own: that it is missing now is a state and not an error.
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
    var unauthentic = new UnauthenticCounts(observers.unauthentic());
    var secured = new SecuredTraffic(map.securedUses(), secOc, unauthentic);
    var receiver =
        new Receiver(map, secured, unauthentic, new Gestures(map.gestures(), observers.gestures()));
    var keeper = new PortKeeper(ports, receiver, observers.port(), BackOff.USUAL);
    keeper.start();
    return new Bridge(map, clock, observers.transmitted(), secured, keeper, receiver);
  }

  @Override
  public Outcome<Ready, Precondition> ready(ActionName action) {
    Optional<Action> known = map.action(action);
    if (known.isEmpty()) {
      return Outcome.refused(Precondition.UNKNOWN_ACTION);
    }
    if (keeper.port().isEmpty()) {
      return Outcome.refused(Precondition.ADAPTER_GONE);
    }
    return hindrance(known.get())
        .<Outcome<Ready, Precondition>>map(Outcome::refused)
        .orElseGet(() -> Outcome.passed(new Ready(action)));
  }

  @Override
  public Actuation actuate(ActionName action, DecisionId decision, Map<String, Long> parameters) {
    synchronized (oneAtATime) {
      if (ready(action) instanceof Refused<Ready, Precondition>(Precondition why)) {
        return new NotTransmitted(why);
      }
      return send(map.action(action).orElseThrow(), decision, parameters);
    }
  }

  private Actuation send(Action action, DecisionId decision, Map<String, Long> parameters) {
    long count = counts.merge(action.message().name(), 1L, Long::sum);
    return switch (action
        .frame(parameters, count)
        .then(frame -> secured.secure(action.message(), frame))) {
      case Refused<CanFrame, SendRefusal>(SendRefusal why) -> new NotTransmitted(why);
      case Passed<CanFrame, SendRefusal>(CanFrame frame) ->
          switch (allowlist.permit(map.bus(), frame)) {
            case Refused<CanFrame, PermitRefusal>(PermitRefusal why) ->
                new NotTransmitted(refusal(why));
            case Passed<CanFrame, PermitRefusal>(CanFrame permitted) ->
                handOver(action, decision, permitted);
          };
    };
  }

  private static SendRefusal refusal(PermitRefusal why) {
    return switch (why) {
      case NOT_LISTED -> SendRefusal.FRAME_NOT_PERMITTED;
      case RATE_EXCEEDED -> SendRefusal.RATE_EXCEEDED;
    };
  }

  private Actuation handOver(Action action, DecisionId decision, CanFrame frame) {
    Optional<CanPort> port = keeper.port();
    if (port.isEmpty()) {
      return new NotTransmitted(Precondition.ADAPTER_GONE);
    }
    receiver.expect(action.feedback(), clock);
    return switch (port.get().transmit(frame)) {
      case NotHanded _ -> new NotTransmitted(Precondition.ADAPTER_GONE);
      case Stalled _ -> new Unconfirmed(Doubt.WRITE_STALLED);
      case Handed(long nanos) -> {
        observer.handedOver(decision, CandumpCodec.text(frame), nanos);
        yield await(action.feedback(), nanos);
      }
    };
  }

  /** Only frames received after the hand-over count, also where the state was so before it. */
  private Actuation await(Feedback feedback, long handedOver) {
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

  private Optional<Precondition> hindrance(Action action) {
    long now = clock.nanos();
    for (Condition condition : action.requires()) {
      Optional<Precondition> hindrance = condition.hindrance(receiver.state(), now);
      if (hindrance.isPresent()) {
        return hindrance;
      }
    }
    return Optional.empty();
  }

  @Override
  public Map<String, String> observed() {
    long now = clock.nanos();
    Map<String, String> texts = new LinkedHashMap<>();
    for (Observed observed : map.observed()) {
      texts.put(observed.name(), observed.text(receiver.state(), now));
    }
    return texts;
  }

  @Override
  public Truth holds(String condition) {
    return switch (conditions.read(condition)) {
      case Refused<StateExpression, ExpressionFault> _ -> Truth.UNKNOWN;
      case Passed<StateExpression, ExpressionFault>(StateExpression read) -> evaluate(read);
    };
  }

  /** Whether {@code condition}, read against this bridge's command map, holds now. */
  public Truth evaluate(StateExpression condition) {
    return condition.evaluate(receiver.state(), clock.nanos());
  }

  /** How the bridge stands with its adapter. */
  public PortStatus portStatus() {
    return keeper.status();
  }

  /** What was received so far, by what became of it. */
  public ReceiveCounts receiveCounts() {
    return receiver.counts();
  }

  /** Waits until every watched message was received once; whether that was so in time. */
  public boolean awaitState(Duration atMost) throws InterruptedException {
    return receiver.awaitAll(clock.nanos() + atMost.toNanos(), clock);
  }

  /** Closes the adapter, ends the threads, and leaves the freshness values as they were used. */
  @Override
  public void close() {
    keeper.close();
    secured.giveBack();
  }
}
