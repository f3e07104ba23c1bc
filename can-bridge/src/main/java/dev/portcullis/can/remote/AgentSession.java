package dev.portcullis.can.remote;

import dev.portcullis.can.actuate.Actuation;
import dev.portcullis.can.actuate.CarActions;
import dev.portcullis.can.actuate.GateObserver;
import dev.portcullis.can.actuate.Precondition;
import dev.portcullis.can.actuate.Ready;
import dev.portcullis.can.description.ChangeRefusal;
import dev.portcullis.can.description.GoverningDescription;
import dev.portcullis.can.description.SignedDescription.Unverified;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * One connection of the agent's, from its first byte to its end. Requests are answered on the
 * server's thread; only actions, which wait for the car, have a thread of their own.
 */
final class AgentSession {

  /** This long without a word, and the agent is taken for dead. */
  static final Duration LOST_AFTER = Duration.ofSeconds(2);

  private enum Stage {
    ACCEPTED,
    GREETED,
    ENDED
  }

  private final MessageChannel channel;
  private final String user;
  private final CarActions car;
  private final GateObserver gate;
  private final GoverningDescription description;
  private final Upload upload = new Upload();
  private final Executor actions;
  private final MonotonicClock clock;
  private volatile Stage stage = Stage.ACCEPTED;
  private volatile long heard;

  AgentSession(
      MessageChannel channel,
      String user,
      CarActions car,
      GateObserver gate,
      GoverningDescription description,
      Executor actions,
      MonotonicClock clock) {
    this.channel = channel;
    this.user = user;
    this.car = car;
    this.gate = gate;
    this.description = description;
    this.actions = actions;
    this.clock = clock;
    this.heard = clock.nanos();
  }

  MessageChannel channel() {
    return channel;
  }

  String user() {
    return user;
  }

  boolean isGreeted() {
    return stage == Stage.GREETED;
  }

  /** Whether it may ask for anything to be sent, at this moment. */
  private boolean isLive() {
    return isGreeted() && clock.nanos() - heard < LOST_AFTER.toNanos();
  }

  /** Why it ended by itself, if it did. */
  Optional<Ending> silence() {
    return clock.nanos() - heard < LOST_AFTER.toNanos()
        ? Optional.empty()
        : Optional.of(Ending.HEARTBEAT_LOST);
  }

  /** Reads and answers what has come; how many messages, or why the connection must end. */
  Outcome<Integer, Ending> serve() {
    return channel.receive().then(this::answerAll);
  }

  private Outcome<Integer, Ending> answerAll(List<Bytes> messages) {
    for (Bytes message : messages) {
      heard = clock.nanos();
      if (RequestCodec.parse(message).then(this::answer)
          instanceof Outcome.Refused<Bytes, Ending>(Ending why)) {
        return Outcome.refused(why);
      }
      gate.heard(LOST_AFTER);
    }
    return Outcome.passed(messages.size());
  }

  private Outcome<Bytes, Ending> answer(Request request) {
    if (isGreeted() == request instanceof Request.Hello) {
      return Outcome.refused(Ending.NO_HELLO);
    }
    return switch (request) {
      case Request.Hello(long version) -> greet(version);
      case Request.Heartbeat(long number) -> send(new Answer.Alive(number));
      case Request.IsReady(long number, var demand) ->
          send(
              new Answer.Readiness(
                  number,
                  switch (car.ready(demand)) {
                    case Outcome.Passed<Ready, Precondition> _ -> Optional.empty();
                    case Outcome.Refused<Ready, Precondition>(var why) -> Optional.of(why);
                  }));
      case Request.Holds(long number, var condition) ->
          send(new Answer.Readiness(number, car.unmet(condition)));
      case Request.Observe(long number) -> send(new Answer.Observed(number, car.observed()));
      case Request.Actuate actuate -> begin(() -> carryOut(actuate));
      case Request.Offer offer ->
          upload.take(offer).then(_ -> send(new Answer.Taken(offer.number())));
      case Request.Change(long number) -> {
        var offered = upload.whole();
        yield begin(() -> change(number, offered));
      }
    };
  }

  private Outcome<Bytes, Ending> greet(long version) {
    if (version != Request.VERSION) {
      return Outcome.refused(Ending.WRONG_VERSION);
    }
    stage = Stage.GREETED;
    return send(new Answer.Welcome(Request.VERSION, description.digest()));
  }

  private Outcome<Bytes, Ending> begin(Runnable task) {
    try {
      actions.execute(task);
      return Outcome.passed(Bytes.empty());
    } catch (RejectedExecutionException _) {
      return Outcome.refused(Ending.ACTION_UNDER_WAY);
    }
  }

  /** An agent that is gone by now gets nothing sent: it cannot have meant that. */
  private void carryOut(Request.Actuate request) {
    if (!isLive()) {
      return;
    }
    Actuation actuation = car.actuate(request.demand(), request.decision(), request.parameters());
    tell(new Answer.Acted(request.number(), actuation));
  }

  private void change(long number, Unverified offered) {
    if (!isLive()) {
      return;
    }
    tell(
        switch (description.change(offered)) {
          case Outcome.Passed<Digest, ChangeRefusal>(var digest) ->
              new Answer.Changed(number, digest);
          case Outcome.Refused<Digest, ChangeRefusal>(var why) ->
              new Answer.NotChanged(number, why);
        });
  }

  private void tell(Answer answer) {
    if (isGreeted() && send(answer) instanceof Outcome.Refused) {
      channel.close();
    }
  }

  private Outcome<Bytes, Ending> send(Answer answer) {
    return channel.send(AnswerCodec.encode(answer));
  }

  /** Tells the other end why, as far as it still listens, and hangs up. */
  void end(Ending why) {
    stage = Stage.ENDED;
    gate.lost();
    var _ = send(new Answer.Goodbye(why));
    channel.close();
  }
}
