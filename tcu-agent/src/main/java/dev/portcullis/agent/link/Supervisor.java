package dev.portcullis.agent.link;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the state of the link. Others only put events into its queue, whose
 * length is bounded by the outbox and by the window of each connection. It waits for nobody but the
 * queue.
 */
final class Supervisor {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final String NAME = "link";
  private static final int MOST_LEFT_BEHIND = 4;
  private static final long LONGEST_WAIT = Duration.ofSeconds(1).toNanos();

  private final LinkSettings settings;
  private final LinkTopics topics;
  private final LinkPorts ports;
  private final Teller teller;
  private final Inlet inlet;
  private final FailureRow failures;
  private final Admission admission;
  private final Thread thread;

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile LinkState state = new LinkState.Connecting(0);

  private final Outbox outbox;
  private final Map<Outlet.Latest, LatestSlot> shown = new EnumMap<>(Outlet.Latest.class);
  private final List<Connection> leftBehind = new ArrayList<>();
  private Phase phase;
  private Optional<Why> refusal = Optional.empty();
  private boolean closing;

  Supervisor(LinkSettings settings, LinkTopics topics, LinkPorts ports, LinkListener listener) {
    this.settings = settings;
    this.topics = topics;
    this.ports = ports;
    this.teller = new Teller(listener);
    this.inlet = new Inlet(topics, settings.bounds().unsettled(), ports.nanos(), teller);
    this.failures = new FailureRow(settings.backOff(), ports.jitter());
    this.admission = new Admission(settings.bounds());
    var pauses = new Pauses(settings.backOff(), ports.jitter());
    this.outbox = new Outbox(pauses);
    for (Outlet.Latest outlet : Outlet.Latest.values()) {
      shown.put(outlet, new LatestSlot(outlet, pauses));
    }
    this.phase = new Phase.Resting(ports.nanos().getAsLong());
    this.thread = ports.threads().newThread(this::run);
    thread.setName(NAME);
  }

  void start() {
    thread.start();
  }

  LinkState state() {
    return state;
  }

  Offer offer(Publication.Kept message) {
    var answer = admission.admit(message.id(), message.payload());
    if (answer == Offer.TAKEN) {
      events.add(new Event.Offered(message));
    }
    return answer;
  }

  void show(Outlet.Latest outlet, Bytes message) {
    if (slot(outlet).put(message)) {
      events.add(new Event.NewerWaiting(outlet));
    }
  }

  void close() {
    admission.close();
    events.add(new Event.Closing());
    if (!Thread.currentThread().equals(thread)) {
      try {
        thread.join(settings.deadlines().close());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    while (!closing) {
      try {
        work();
        await(Math.clamp(untilDue(now()), 0, LONGEST_WAIT));
      } catch (InterruptedException e) {
        closing = true;
      } catch (RuntimeException e) {
        LOG.error("the link's supervisor failed and starts over", e);
        fallBack(new Why(Cause.CONNECTION_LOST, "" + e));
      }
    }
    finish();
  }

  private long now() {
    return ports.nanos().getAsLong();
  }

  private void await(long nanos) throws InterruptedException {
    var event = events.poll(nanos, TimeUnit.NANOSECONDS);
    while (event != null) {
      take(event);
      event = events.poll();
    }
  }

  /** Does what is due by the clock. */
  private void work() {
    long now = now();
    leftBehind.removeIf(Connection::isGone);
    switch (phase) {
      case Phase.Resting(long until) -> {
        if (now - until >= 0) {
          dial(now);
        }
      }
      case Phase.Dialling(_, long deadline) -> {
        if (now - deadline >= 0) {
          fallBack(Why.of(Cause.MUTE_PEER));
        }
      }
      case Phase.Subscribing(var connection, _, _, long deadline) -> {
        if (now - deadline >= 0) {
          fallBack(new Why(Cause.ANSWER_OVERDUE, "SUBACK"));
        } else {
          keepAlive(connection, now);
        }
      }
      case Phase.Running running -> {
        if (outbox.isOverdue(now)
            || shown.values().stream().anyMatch(slot -> slot.isOverdue(now))) {
          fallBack(new Why(Cause.ANSWER_OVERDUE, "PUBACK"));
        } else {
          keepAlive(running.connection(), now);
          send(running, now);
        }
      }
    }
  }

  private long untilDue(long now) {
    return switch (phase) {
      case Phase.Resting(long until) -> until - now;
      case Phase.Dialling(_, long deadline) -> deadline - now;
      case Phase.Subscribing(var connection, _, _, long deadline) ->
          Math.min(deadline - now, connection.untilDue(now));
      case Phase.Running(var connection, _, _, _) ->
          Math.min(untilSent(now), connection.untilDue(now));
    };
  }

  /** A full window waits for answers, which are events, and for the deadlines of those sent. */
  private long untilSent(long now) {
    long wait = outbox.untilDue(now);
    for (LatestSlot slot : shown.values()) {
      wait = Math.min(wait, slot.untilDue(now));
    }
    return wait <= 0 ? LONGEST_WAIT : wait;
  }

  private static void keepAlive(Connection connection, long now) {
    if (connection.untilDue(now) <= 0) {
      connection.look();
    }
  }

  private void dial(long now) {
    if (inlet.isBackedUp()) {
      rest(Why.of(Cause.UNSETTLED_BACKLOG), settings.backOff().min());
    } else if (leftBehind.size() >= MOST_LEFT_BEHIND) {
      rest(new Why(Cause.MUTE_PEER, "earlier attempts still hang"), settings.backOff().min());
    } else {
      tell(new LinkState.Connecting(failures.length()));
      var connection = Connection.dial(settings, topics, ports, inlet, events::add);
      phase = new Phase.Dialling(connection, now + settings.deadlines().connect().toNanos());
    }
  }

  private void send(Phase.Running running, long now) {
    long deadline = now + settings.deadlines().answer().toNanos();
    int room = running.limits().window() - outbox.inFlight();
    for (LatestSlot slot : shown.values()) {
      room -= slot.inFlight();
    }
    for (LatestSlot slot : shown.values()) {
      var owed = slot.due(now);
      if (room > 0 && owed.isPresent()) {
        room--;
        var sent = publish(running, owed.get());
        sent.ifPresent(answered -> slot.sent(new InFlight(answered, deadline)));
      }
    }
    for (var message : outbox.due(now, Math.max(0, room))) {
      var sent = publish(running, message);
      sent.ifPresent(answered -> outbox.sent(message.id(), new InFlight(answered, deadline)));
    }
  }

  private Optional<BooleanSupplier> publish(Phase.Running running, Publication what) {
    if (!running.limits().allows(what.payload().size(), topics.topic(what.outlet()))) {
      notTaken(what, PublishRefusal.TOO_LARGE);
      return Optional.empty();
    }
    return switch (running.connection().publish(what)) {
      case Outcome.Passed<BooleanSupplier, Why>(var answered) -> Optional.of(answered);
      case Outcome.Refused<BooleanSupplier, Why>(var why) -> {
        events.add(new Event.Ended(running.connection(), why));
        yield Optional.empty();
      }
    };
  }

  private void take(Event event) {
    switch (event) {
      case Event.Connected(var from, var session, var limits) -> connected(from, session, limits);
      case Event.Subscribed(var from) -> subscribed(from);
      case Event.Ended(var from, var why) -> {
        if (isCurrent(from)) {
          fallBack(why);
        }
      }
      case Event.Answered(_, var what, Event.Answer.Taken()) -> taken(what);
      case Event.Answered(_, var what, Event.Answer.NotTaken(var why)) -> notTaken(what, why);
      case Event.Offered(var message) -> outbox.add(message, now());
      case Event.NewerWaiting(var outlet) -> slot(outlet).take(now());
      case Event.Closing() -> closing = true;
    }
  }

  private LatestSlot slot(Outlet.Latest outlet) {
    return Optional.ofNullable(shown.get(outlet)).orElseThrow();
  }

  private boolean isCurrent(Connection connection) {
    return current().filter(connection::equals).isPresent();
  }

  private Optional<Connection> current() {
    return switch (phase) {
      case Phase.Resting(_) -> Optional.empty();
      case Phase.Dialling(var connection, _) -> Optional.of(connection);
      case Phase.Subscribing(var connection, _, _, _) -> Optional.of(connection);
      case Phase.Running(var connection, _, _, _) -> Optional.of(connection);
    };
  }

  private void connected(Connection from, LinkState.Session session, BrokerLimits limits) {
    if (phase instanceof Phase.Dialling(var connection, _) && connection == from) {
      long deadline = now() + settings.deadlines().answer().toNanos();
      phase = new Phase.Subscribing(from, session, limits, deadline);
      from.subscribe();
    }
  }

  private void subscribed(Connection from) {
    if (phase instanceof Phase.Subscribing(var connection, var session, var limits, _)
        && connection == from) {
      phase = new Phase.Running(from, session, limits, now());
      refusal = Optional.empty();
      tell(new LinkState.Up(session));
    }
  }

  private void taken(Publication what) {
    switch (what) {
      case Publication.Kept(var id, _, _) ->
          outbox
              .taken(id)
              .ifPresent(message -> {
                admission.release(id, message.payload());
                teller.delivered(id);
              });
      case Publication.Shown(var outlet, var payload) -> {
        slot(outlet).taken();
        teller.shown(outlet, payload);
      }
    }
    if (refusal.isPresent() && phase instanceof Phase.Running running) {
      refusal = Optional.empty();
      tell(new LinkState.Up(running.session()));
    }
  }

  private void notTaken(Publication what, PublishRefusal why) {
    switch (what) {
      case Publication.Kept(var id, _, _) -> outbox.refused(id, now());
      case Publication.Shown(var outlet, var payload) -> slot(outlet).refused(payload, now());
    }
    teller.refused(what.outlet(), why);
    var refused = ReasonCodes.publishRefused(topics.topic(what.outlet()), why);
    if (phase instanceof Phase.Running && !refusal.equals(Optional.of(refused))) {
      refusal = Optional.of(refused);
      tell(new LinkState.Impaired(refused));
    }
  }

  /** Ends the connection there is, and waits before the next. */
  private void fallBack(Why why) {
    long now = now();
    var pause =
        phase instanceof Phase.Running(_, _, _, long since)
            ? failures.afterConnection(Duration.ofNanos(now - since))
            : failures.afterAttempt();
    current().ifPresent(this::leaveBehind);
    outbox.unsend();
    shown.values().forEach(slot -> slot.unsend(now));
    rest(why, pause);
  }

  private void leaveBehind(Connection connection) {
    leftBehind.add(connection);
    phase = new Phase.Resting(now());
    connection.hangUp();
  }

  private void rest(Why why, Duration pause) {
    phase = new Phase.Resting(now() + pause.toNanos());
    tell(new LinkState.Down(why, pause));
  }

  private void tell(LinkState next) {
    if (!next.equals(state) || next instanceof LinkState.Connecting) {
      state = next;
      teller.stateChanged(next);
    }
  }

  /** Says goodbye if it can, and waits no longer than half the deadline for it. */
  private void finish() {
    long half = settings.deadlines().close().toMillis() / 2;
    try {
      if (phase instanceof Phase.Running(var connection, _, _, _)) {
        connection.leave();
        if (connection.awaitGone(half)) {
          return;
        }
      }
      var last = current();
      if (last.isPresent()) {
        last.get().hangUp();
        if (!last.get().awaitGone(half)) {
          LOG.warn("the link is closed, but the listener still holds one of its threads");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      tell(new LinkState.Closed());
    }
  }
}
