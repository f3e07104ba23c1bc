package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.TrustedTime;
import dev.portcullis.agent.journal.Entry;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.Arguments;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.TimeStatement;
import dev.portcullis.crypto.message.TimeStatementCodec;
import dev.portcullis.crypto.message.Unverified;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/**
 * The gate: takes requests from the link, lets the stages decide about each exactly once, has the
 * car carry out what passed, and answers with receipts.
 *
 * <p>Two threads: {@code gate} owns journal, windows and everything else that changes; {@code
 * actuate} waits for the car, so that a silent one holds up nobody's refusal. On the link's own
 * thread a request is only taken apart and looked up, and joins the lane of the key it claims.
 */
public final class Gate implements AutoCloseable {

  // A parsed request takes some 12 kB: 2 MB of them at the most.
  private static final FairQueue.Bounds WAITING = new FairQueue.Bounds(128, 72, 192);
  private static final int MOST_UNDER_WAY = 8;
  private static final int MOST_PARKED = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long TICK_NANOS = Duration.ofMillis(200).toNanos();
  private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

  private final GateInputs in;
  private final GateParts parts;
  private final LongSupplier nanos;
  private final FairQueue<Digest, Work> queue = new FairQueue<>(WAITING);
  private final ArrayDeque<Work.Delivered> parked = new ArrayDeque<>();
  private final TokenBucket verifications;
  private final TokenBucket repeats;
  private final Carrier carrier;
  private final Thread thread;
  private volatile Running running = Running.YES;
  private long retryAt;

  private enum Running {
    YES,
    NO
  }

  private enum Written {
    YES,
    NO
  }

  private enum Turn {
    FIRST,
    AGAIN
  }

  /** Puts the gate together; {@link #start} sets it going. */
  public Gate(GateInputs inputs, LongSupplier nanos, ThreadFactory threads) {
    this.in = inputs;
    this.parts = GateParts.of(inputs, nanos);
    this.nanos = nanos;
    long now = nanos.getAsLong();
    this.verifications = new TokenBucket(in.verificationsPerSecond(), Duration.ofSeconds(1), now);
    this.repeats = new TokenBucket(10, Duration.ofSeconds(1), now);
    this.carrier = new Carrier(MOST_UNDER_WAY, nanos, queue::offerFirst, threads);
    this.thread = threads.newThread(this::run);
    thread.setName("gate");
  }

  /** Ends what a former process left, then takes requests. */
  public void start() {
    thread.start();
  }

  /**
   * Takes a request from the link.
   *
   * @param settled to be called once the decision is durable; from any thread
   * @param arrived when the link's callback began, on the monotonic clock
   */
  public void deliver(Bytes payload, Runnable settled, long arrived) {
    switch (Parse.parse(payload, arrived)) {
      case Outcome.Refused<Parse.Envelope, Refusal>(var refusal) ->
          stranger(Optional.empty(), refusal.code(), arrived, settled);
      case Outcome.Passed<Parse.Envelope, Refusal>(var envelope) -> {
        var id = Optional.of(envelope.command().claims().id());
        switch (parts.stages().authenticate().recognise(envelope)) {
          case Outcome.Refused<Authenticate.Recognised, Refusal>(var refusal) ->
              stranger(id, refusal.code(), arrived, settled);
          case Outcome.Passed<Authenticate.Recognised, Refusal>(var request) -> {
            switch (queue.offer(request.lane(), new Work.Delivered(request, settled))) {
              case FairQueue.Offer.Taken<Work> _ -> {}
              case FairQueue.Offer.InsteadOf<Work>(var dropped) -> madeWay(dropped);
              case FairQueue.Offer.Full<Work> _ -> stranger(id, RefusalCode.BUSY, arrived, settled);
            }
          }
        }
      }
    }
  }

  /** Takes a time statement from the link. */
  public void deliverTime(Bytes payload, Runnable settled) {
    switch (TimeStatementCodec.parse(payload)) {
      case Outcome.Refused<Unverified<TimeStatement>, ?>(var reason) -> {
        in.reports().timeRefused(reason.toString());
        settled.run();
      }
      case Outcome.Passed<Unverified<TimeStatement>, ?>(var statement) -> {
        // Before it joins a lane: who may invent key ids must not be given a lane for each.
        var stranger = in.time().lookUp(statement);
        if (stranger.isPresent()) {
          in.reports().timeRefused(stranger.get().name());
          settled.run();
        } else {
          switch (queue.offer(statement.keyId(), new Work.TimeStated(statement, settled))) {
            case FairQueue.Offer.Taken<Work> _ -> {}
            case FairQueue.Offer.InsteadOf<Work>(var dropped) -> madeWay(dropped);
            case FairQueue.Offer.Full<Work> _ -> settled.run();
          }
        }
      }
    }
  }

  /** The broker has the receipt of this sequence. */
  public void receiptDelivered(long sequence) {
    queue.offerFirst(new Work.ReceiptDelivered(sequence));
  }

  /** The link is up. */
  public void linkUp() {
    queue.offerFirst(new Work.LinkUp());
  }

  /** Stops after the work in hand; what waits is redelivered to the next process. */
  @Override
  public void close() {
    running = Running.NO;
    queue.offerFirst(new Work.LinkUp());
    try {
      var _ = !thread.isAlive() || thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    carrier.close();
    in.ledger().close();
  }

  private void run() {
    try {
      while (running == Running.YES) {
        tick();
        long now = nanos.getAsLong();
        boolean affordable = verifications.has(now);
        var appetite = affordable ? FairQueue.Appetite.EVERYTHING : FairQueue.Appetite.ONLY_FIRST;
        long wait =
            affordable ? TICK_NANOS : Math.min(TICK_NANOS, verifications.shortage(now).toNanos());
        queue.poll(appetite, wait).ifPresent(this::perform);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void perform(Work work) {
    switch (work) {
      case Work.Delivered delivered -> decide(delivered, Turn.FIRST);
      case Work.TimeStated(var statement, var settled) -> {
        verifications.take(nanos.getAsLong());
        hear(statement);
        settled.run();
      }
      case Work.Ended(var committed, var actuation, var handedOver) ->
          end(committed, actuation, handedOver);
      case Work.RunEnded(var sequence, var actuation) -> runEnded(sequence, actuation);
      case Work.ReceiptDelivered(var sequence) -> in.ledger().delivered(sequence);
      case Work.LinkUp() -> {
        in.answers().beacon(parts.beacons().issue());
        in.ledger().undelivered().forEach(in.answers()::receipt);
      }
    }
  }

  private void tick() {
    if (parts.beacons().isDue()) {
      in.answers().beacon(parts.beacons().issue());
    }
    parts.recovery().recover(nanos.getAsLong());
    while (!parked.isEmpty() && nanos.getAsLong() >= retryAt) {
      decide(parked.removeFirst(), Turn.AGAIN);
    }
    if (carrier.hasRoom() && parts.runGuard().isOver()) {
      long sequence = in.ledger().nextSequence();
      carrier.endRun(() -> parts.stages().actuate().endRun(sequence), sequence);
    }
    switch (in.ledger().checkpointWhenDue()) {
      case Outcome.Refused<Integer, DurableRefusal>(var why) -> in.reports().journalRefused(why);
      case Outcome.Passed<Integer, DurableRefusal>(var lines) -> {
        if (lines > 0) {
          in.reports().journalRecovered();
        }
      }
    }
  }

  private void decide(Work.Delivered delivered, Turn turn) {
    var request = delivered.request();
    var id = request.envelope().command().claims().id();
    long arrived = request.envelope().arrivedNanos();
    verifications.take(nanos.getAsLong());
    var room = carrier.hasRoom() ? Judge.Room.YES : Judge.Room.NO;
    switch (parts.judge().judge(request, room)) {
      case Judge.Ruling.Stranger(var refusal) ->
          stranger(Optional.of(id), refusal.code(), arrived, delivered.settled());
      case Judge.Ruling.Again(var code, var receipt) -> {
        delivered.settled().run();
        repeat(receipt);
        decided(id, new Decision.Result.Refused(code), arrived, none());
      }
      case Judge.Ruling.UnderWay() -> {
        delivered.settled().run();
        decided(id, new Decision.Result.Refused(RefusalCode.REPLAYED), arrived, none());
      }
      case Judge.Ruling.Refused(var code, var sequence, var receipt) -> {
        recovered();
        delivered.settled().run();
        in.answers().receipt(sequence, receipt);
        decided(id, new Decision.Result.Refused(code), arrived, none());
      }
      case Judge.Ruling.Carry(var committed) -> carry(committed, delivered);
      case Judge.Ruling.Undecided(var reason) -> park(delivered, reason, turn);
    }
  }

  private void carry(Actuate.Committed committed, Work.Delivered delivered) {
    recovered();
    if (committed.authorised().arguments() instanceof Arguments.RunTime(var length)) {
      // Before the engine starts it must be certain that somebody will stop it.
      if (write(parts.runGuard().begin(committed.sequence(), length)) == Written.NO) {
        delivered.settled().run();
        queue.offerFirst(
            new Work.Ended(
                committed,
                new Car.Actuation.NotTransmitted(RefusalCode.JOURNAL_FULL),
                OptionalLong.empty()));
        return;
      }
    }
    carrier.carry(parts.stages().actuate(), committed);
    delivered.settled().run();
  }

  private void end(Actuate.Committed committed, Car.Actuation actuation, OptionalLong handedOver) {
    var authentic = committed.authorised().admitted().authentic();
    var command = committed.content();
    var observed = in.car().observed();
    long sequence = committed.sequence();
    var issue = parts.issue();
    var digest = authentic.digest();
    var receipt =
        switch (actuation) {
          case Car.Actuation.Confirmed() -> issue.done(command, digest, sequence, observed);
          case Car.Actuation.NotTransmitted(var code) ->
              issue.refused(command, digest, sequence, Refusal.of(code), observed);
          case Car.Actuation.Unconfirmed(var code) ->
              issue.unknown(command, digest, sequence, code, observed);
        };
    var outcome =
        switch (actuation) {
          case Car.Actuation.Confirmed() -> ReceiptOutcome.DONE;
          case Car.Actuation.NotTransmitted _ -> ReceiptOutcome.REFUSED;
          case Car.Actuation.Unconfirmed _ -> ReceiptOutcome.UNKNOWN;
        };
    var entry =
        new Entry.Ended(sequence, authentic.signer(), command.counter().bits(), outcome, receipt);
    if (write(entry) == Written.NO) {
      // The intent stands without an end until the disk takes one: after a restart it is unknown.
      carrier.later(new Work.Ended(committed, actuation, handedOver), RETRY_NANOS);
      return;
    }
    endOfRun(command.name(), sequence, actuation);
    in.answers().receipt(sequence, receipt);
    var result =
        switch (actuation) {
          case Car.Actuation.Confirmed() -> new Decision.Result.Confirmed();
          case Car.Actuation.NotTransmitted(var code) -> new Decision.Result.NotTransmitted(code);
          case Car.Actuation.Unconfirmed(var code) -> new Decision.Result.Unconfirmed(code);
        };
    decided(command.id(), result, authentic.envelope().arrivedNanos(), handedOver);
    in.afterEach().run();
  }

  private void endOfRun(CommandName name, long sequence, Car.Actuation actuation) {
    var guard = parts.runGuard();
    if (name == CommandName.START) {
      guard.startEnded();
    }
    boolean stopped =
        name == CommandName.STOP
            && actuation instanceof Car.Actuation.Confirmed
            && guard.isEndedBy(sequence);
    boolean neverStarted =
        name == CommandName.START
            && actuation instanceof Car.Actuation.NotTransmitted
            && guard.isNeedlessAfter(sequence);
    if (stopped || neverStarted) {
      note(new Entry.RunOver());
    }
  }

  private void runEnded(long sequence, Car.Actuation actuation) {
    boolean over =
        switch (actuation) {
          case Car.Actuation.Confirmed() -> true;
          // Somebody drives, or it runs no more: it is no remote start any longer.
          case Car.Actuation.NotTransmitted(var code) ->
              code == RefusalCode.ENGINE_NOT_REMOTE || code == RefusalCode.DRIVER_PRESENT;
          case Car.Actuation.Unconfirmed _ -> false;
        };
    if (over && parts.runGuard().isEndedBy(sequence)) {
      note(new Entry.RunOver());
    }
    in.reports().runEnded(sequence, actuation);
  }

  private void hear(Unverified<TimeStatement> statement) {
    switch (in.time().accept(statement)) {
      case Outcome.Refused<TrustedTime.Step, TrustedTime.Refusal>(var reason) ->
          in.reports().timeRefused(reason.name());
      case Outcome.Passed<TrustedTime.Step, TrustedTime.Refusal>(TrustedTime.Step.Waiting _) -> {}
      case Outcome.Passed<TrustedTime.Step, TrustedTime.Refusal>(
              TrustedTime.Step.Known(var floor)) -> {
        note(new Entry.TimeFloor(floor));
        in.reports().timeKnown();
      }
    }
  }

  /** For lines whose loss costs nothing but the same work again. */
  private void note(Entry entry) {
    var _ = write(entry);
  }

  /** Writes a line, and says so where the disk does not take it, or takes it again. */
  private Written write(Entry entry) {
    return switch (in.ledger().append(entry)) {
      case Outcome.Refused<Entry, DurableRefusal>(var why) -> {
        in.reports().journalRefused(why);
        yield Written.NO;
      }
      case Outcome.Passed<Entry, DurableRefusal> _ -> {
        recovered();
        yield Written.YES;
      }
    };
  }

  /** What waits for the disk keeps its order. One too many stays with the broker. */
  private void park(Work.Delivered delivered, DurableRefusal reason, Turn turn) {
    switch (turn) {
      case AGAIN -> parked.addFirst(delivered);
      case FIRST -> {
        if (parked.size() < MOST_PARKED) {
          parked.addLast(delivered);
        }
      }
    }
    retryAt = nanos.getAsLong() + RETRY_NANOS;
    in.reports().journalRefused(reason);
  }

  private void recovered() {
    in.reports().journalRecovered();
  }

  /** What a longer lane gave up for a shorter one; the gate's own work never waits in a lane. */
  private void madeWay(Work dropped) {
    switch (dropped) {
      case Work.Delivered(var request, var settled) ->
          stranger(
              Optional.of(request.envelope().command().claims().id()),
              RefusalCode.BUSY,
              request.envelope().arrivedNanos(),
              settled);
      case Work.TimeStated(var _, var settled) -> settled.run();
      case Work.Ended _, Work.RunEnded _, Work.ReceiptDelivered _, Work.LinkUp _ ->
          throw new IllegalStateException("not from a lane: " + dropped);
    }
  }

  /** A duplicate costs its sender's patience, not our uplink. */
  private void repeat(Bytes receipt) {
    long now = nanos.getAsLong();
    if (repeats.has(now)) {
      repeats.take(now);
      in.answers().again(receipt);
    }
  }

  private void stranger(Optional<CommandId> id, RefusalCode code, long arrived, Runnable settled) {
    settled.run();
    long now = nanos.getAsLong();
    var times = new Decision.Times(arrived, OptionalLong.empty(), now);
    in.reports()
        .turnedStrangerAway(
            new Decision(id, new Decision.Result.Refused(code), times), code, now - arrived);
  }

  private void decided(
      CommandId id, Decision.Result result, long arrived, OptionalLong handedOver) {
    in.reports()
        .decided(
            new Decision(
                Optional.of(id),
                result,
                new Decision.Times(arrived, handedOver, nanos.getAsLong())));
  }

  private static OptionalLong none() {
    return OptionalLong.empty();
  }
}
