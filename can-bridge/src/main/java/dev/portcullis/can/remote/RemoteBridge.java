package dev.portcullis.can.remote;

import dev.portcullis.can.actuate.Actuation;
import dev.portcullis.can.actuate.BridgeObservers;
import dev.portcullis.can.actuate.CarActions;
import dev.portcullis.can.actuate.DecisionId;
import dev.portcullis.can.actuate.Demand;
import dev.portcullis.can.actuate.Precondition;
import dev.portcullis.can.actuate.Ready;
import dev.portcullis.can.description.ChangeRefusal;
import dev.portcullis.can.description.ChangeRefusal.Reason;
import dev.portcullis.can.description.DescriptionChange;
import dev.portcullis.can.description.SignedDescription.Unverified;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.can.watch.AlarmObserver;
import dev.portcullis.crypto.Digest;
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
public final class RemoteBridge implements CarActions, DescriptionChange {

  private static final Duration QUESTION = Duration.ofSeconds(1);

  /** The longest feedback that a command map can name, the one before it, and a write deadline. */
  private static final Duration ACTION = Duration.ofSeconds(125);

  private static final String UNKNOWN = "unknown";
  private static final ChangeRefusal NOT_REACHED =
      new ChangeRefusal(Reason.NOT_REACHED, "can-bridge is not reached");

  private final BridgeLink link;
  private volatile Map<String, String> nothingKnown;

  private RemoteBridge(BridgeLink link, Map<String, String> nothingKnown) {
    this.link = link;
    this.nothingKnown = nothingKnown;
  }

  private static Map<String, String> unknown(Collection<String> names) {
    return names.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), _ -> UNKNOWN));
  }

  /**
   * Who is told what the bridge sees. Called on the connection's thread: keep it short.
   *
   * @param bridge as one in this process tells it
   * @param alarms of what the watch finds on the bus
   * @param link how the agent stands with the bridge's process
   */
  public record Observers(BridgeObservers bridge, AlarmObserver alarms, LinkObserver link) {}

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
    return new RemoteBridge(link, unknown(observed));
  }

  /** The names that {@link #observed} gives while the bridge is not reached, from now on. */
  public void shows(Collection<String> observed) {
    nothingKnown = unknown(observed);
  }

  @Override
  public Outcome<Ready, Precondition> ready(Demand demand) {
    return question(number -> new Request.IsReady(number, demand))
            instanceof Answer.Readiness(long _, var hindrance)
        ? hindrance
            .<Outcome<Ready, Precondition>>map(Outcome::refused)
            .orElseGet(() -> Outcome.passed(new Ready(demand.action())))
        : Outcome.refused(Precondition.ADAPTER_GONE);
  }

  @Override
  public Optional<Precondition> unmet(String condition) {
    return question(number -> new Request.Holds(number, condition))
            instanceof Answer.Readiness(long _, var hindrance)
        ? hindrance
        : Optional.of(Precondition.ADAPTER_GONE);
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
  public Actuation actuate(Demand demand, DecisionId decision, Map<String, Long> parameters) {
    return switch (link.ask(
        number -> new Request.Actuate(number, demand, decision, parameters), ACTION)) {
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

  /** Piece by piece, each when the one before was taken: the socket holds no more than one. */
  @Override
  public synchronized Outcome<Digest, ChangeRefusal> change(Unverified offered) {
    for (DescriptionPart part : DescriptionPart.values()) {
      int size = part.of(offered).size();
      if (size > part.longest()) {
        return Outcome.refused(
            new ChangeRefusal(
                Reason.TOO_LARGE,
                part + " has " + size + " bytes, a running bridge takes " + part.longest()));
      }
    }
    for (DescriptionPart part : DescriptionPart.values()) {
      var bytes = part.of(offered);
      for (int at = 0; at < bytes.size(); at += RequestCodec.LARGEST_PIECE) {
        int offset = at;
        var piece = bytes.slice(at, Math.min(bytes.size(), at + RequestCodec.LARGEST_PIECE));
        if (!(question(number -> new Request.Offer(number, part, offset, piece))
            instanceof Answer.Taken)) {
          return Outcome.refused(NOT_REACHED);
        }
      }
    }
    return switch (link.ask(Request.Change::new, ACTION)) {
      case Asked.Answered(Answer.Changed(long _, var description)) -> Outcome.passed(description);
      case Asked.Answered(Answer.NotChanged(long _, var why)) -> Outcome.refused(why);
      case Asked.NotSent _ -> Outcome.refused(NOT_REACHED);
      case Asked.Answered _, Asked.Unanswered _ ->
          Outcome.refused(new ChangeRefusal(Reason.UNANSWERED, "can-bridge did not answer"));
    };
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
