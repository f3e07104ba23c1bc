package dev.portcullis.can.remote;

import dev.portcullis.can.actuate.ActionName;
import dev.portcullis.can.actuate.Actuation;
import dev.portcullis.can.actuate.BridgeObservers;
import dev.portcullis.can.actuate.CarActions;
import dev.portcullis.can.actuate.DecisionId;
import dev.portcullis.can.actuate.Precondition;
import dev.portcullis.can.actuate.Ready;
import dev.portcullis.can.expression.Truth;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.crypto.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * The bridge in another process, as the agent sees it. While it is not reached, nothing is known of
 * the car and the adapter counts as gone. An action whose answer does not come is unconfirmed, and
 * is never asked for again: it may have happened.
 */
public final class RemoteBridge implements CarActions {

  private static final Duration QUESTION = Duration.ofSeconds(1);

  /** The longest feedback that a command map can name, the one before it, and a write deadline. */
  private static final Duration ACTION = Duration.ofSeconds(125);

  private static final String UNKNOWN = "unknown";

  private final BridgeLink link;
  private final Map<String, String> nothingKnown;

  private RemoteBridge(BridgeLink link, Map<String, String> nothingKnown) {
    this.link = link;
    this.nothingKnown = nothingKnown;
  }

  /**
   * Who is told what the bridge sees. Called on the connection's thread: keep it short.
   *
   * @param bridge as one in this process tells it
   * @param link how the agent stands with the bridge's process
   */
  public record Observers(BridgeObservers bridge, LinkObserver link) {}

  /**
   * Begins to connect, and connects again after each loss, on a thread of its own.
   *
   * @param observed the names that {@link #observed} gives while the bridge is not reached
   * @param clock CLOCK_MONOTONIC, as the bridge's: {@code System::nanoTime}
   */
  public static RemoteBridge start(
      Path socket, Collection<String> observed, Observers observers, MonotonicClock clock) {
    var link = new BridgeLink(socket, observers, clock);
    link.start();
    return new RemoteBridge(
        link,
        observed.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), _ -> UNKNOWN)));
  }

  @Override
  public Outcome<Ready, Precondition> ready(ActionName action) {
    return question(number -> new Request.IsReady(number, action))
            instanceof Answer.Readiness(long _, var hindrance)
        ? hindrance
            .<Outcome<Ready, Precondition>>map(Outcome::refused)
            .orElseGet(() -> Outcome.passed(new Ready(action)))
        : Outcome.refused(Precondition.ADAPTER_GONE);
  }

  @Override
  public Truth holds(String condition) {
    return question(number -> new Request.Holds(number, condition))
            instanceof Answer.Holding(long _, var truth)
        ? truth
        : Truth.UNKNOWN;
  }

  @Override
  public Map<String, String> observed() {
    return question(Request.Observe::new) instanceof Answer.Observed(long _, var state)
        ? state
        : nothingKnown;
  }

  /** An answer of the wrong kind is none; an {@code Alive} stands for it. */
  private Answer.ToRequest question(LongFunction<Request> request) {
    return switch (link.ask(request, QUESTION)) {
      case Asked.Answered(var answer) -> answer;
      case Asked.NotSent _, Asked.Unanswered _ -> new Answer.Alive(0);
    };
  }

  @Override
  public Actuation actuate(ActionName action, DecisionId decision, Map<String, Long> parameters) {
    return switch (link.ask(
        number -> new Request.Actuate(number, action, decision, parameters), ACTION)) {
      case Asked.Answered(Answer.Acted(long _, var actuation)) -> actuation;
      case Asked.Answered _, Asked.Unanswered _ ->
          new Actuation.Unconfirmed(Actuation.Doubt.BRIDGE_LOST);
      case Asked.NotSent _ -> new Actuation.NotTransmitted(Precondition.ADAPTER_GONE);
    };
  }

  @Override
  public void alive() {
    // The heartbeats of the connection say it, which is of this process.
  }

  /** How it stands with the bridge's process. */
  public Optional<LinkStatus> status() {
    return link.status();
  }

  @Override
  public void close() {
    link.close();
  }
}
