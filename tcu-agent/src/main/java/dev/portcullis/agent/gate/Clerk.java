package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.TrustedTime;
import dev.portcullis.agent.journal.Entry;
import dev.portcullis.agent.policy.Policy;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.Arguments;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.TimeStatement;
import dev.portcullis.crypto.message.Unverified;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The gate's own thread at work: has the {@link Judge} decide, and sees to what follows from it, in
 * this order: the journal, the broker's acknowledgement or the car, the receipt, the report.
 */
final class Clerk {

  private static final int MOST_PARKED = 32;

  /** How far the persisted floor may lag: a line for each statement would wear the flash. */
  private static final Duration FLOOR_STEP = Duration.ofMinutes(10);

  private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

  private final GateInputs in;
  private final GateParts parts;
  private final Door door;
  private final Intake intake;
  private final Carrier carrier;
  private final TokenBucket verifications;
  private final LongSupplier nanos;
  private final ArrayDeque<Work.Delivered> parked = new ArrayDeque<>();
  private long retryAt;

  private enum Written {
    YES,
    NO
  }

  private enum Turn {
    FIRST,
    AGAIN
  }

  Clerk(
      GateParts parts,
      Door door,
      Intake intake,
      Carrier carrier,
      TokenBucket verifications,
      LongSupplier nanos) {
    this.in = parts.inputs();
    this.parts = parts;
    this.door = door;
    this.intake = intake;
    this.carrier = carrier;
    this.verifications = verifications;
    this.nanos = nanos;
  }

  void perform(Work work) {
    switch (work) {
      case Work.Delivered delivered -> decide(delivered, Turn.FIRST);
      case Work.TimeStated(var statement, var settled) -> {
        verifications.take(nanos.getAsLong());
        hear(statement);
        settled.run();
      }
      case Work.Filed(var filing, var answer) -> {
        intake.left();
        for (int i = 0; i < Registrar.verifications(filing); i++) {
          verifications.take(nanos.getAsLong());
        }
        parts.registrar().perform(filing, answer);
      }
      case Work.PolicyOffered(var policy, var signers) -> adopt(policy, signers);
      case Work.Ended(var committed, var actuation, var handOver) ->
          end(committed, actuation, handOver);
      case Work.RunEnded(var sequence, var actuation) -> runEnded(sequence, actuation);
      case Work.UpdateNoted(var line) -> {
        var _ = write(new Entry.UpdateNoted(line));
      }
      case Work.ReceiptDelivered(var sequence) -> in.ledger().delivered(sequence);
      case Work.LinkUp() -> {
        in.answers().beacon(parts.beacons().issue());
        parts.registrar().publishAgain();
        in.ledger().undelivered().forEach(in.answers()::receipt);
      }
    }
  }

  /** Decides again about what had to wait for the disk, once it is time to try. */
  void retryParked() {
    while (!parked.isEmpty() && nanos.getAsLong() >= retryAt) {
      decide(parked.removeFirst(), Turn.AGAIN);
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
          door.stranger(Optional.of(id), refusal.code(), arrived, delivered.settled());
      case Judge.Ruling.Again(var code, var receipt) -> {
        delivered.settled().run();
        parts.repeats().send(receipt);
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
        end(
            committed,
            new Car.Actuation.NotTransmitted(RefusalCode.JOURNAL_FULL),
            Optional.empty());
        return;
      }
    }
    carrier.carry(parts.stages().actuate(), committed);
    delivered.settled().run();
  }

  private void end(
      Actuate.Committed committed, Car.Actuation actuation, Optional<Car.HandOver> handOver) {
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
        new Entry.Ended(
            sequence,
            authentic.signer(),
            command.counter().bits(),
            outcome,
            receipt,
            handOver.map(Car.HandOver::frame));
    if (write(entry) == Written.NO) {
      // The intent stands without an end until the disk takes one: after a restart it is unknown.
      carrier.later(new Work.Ended(committed, actuation, handOver), RETRY_NANOS);
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
    decided(command.id(), result, authentic.envelope().arrivedNanos(), nanos(handOver));
    in.afterEach().run();
  }

  private void endOfRun(CommandName name, long sequence, Car.Actuation actuation) {
    var guard = parts.runGuard();
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

  /** From the next decision on; the beacons say so at once. */
  private void adopt(Policy policy, SigningAuthority signers) {
    var inForce = parts.rulebook().now().policy();
    if (policy.sequence() <= inForce.sequence()
        || policy.revocationSequence() < inForce.revocationSequence()) {
      in.reports().policyRefused(policy.sequence(), inForce.sequence());
      return;
    }
    var entry =
        new Entry.PolicyAdopted(policy.sequence(), policy.revocationSequence(), signers.digest());
    if (write(entry) == Written.YES) {
      parts.register().refresh(policy, signers);
      in.time().rely(TrustedTime.Authorities.of(policy.time().keys(), policy.time().threshold()));
      in.reports().policyAdopted(policy.sequence());
      in.answers().beacon(parts.beacons().issue());
    }
  }

  private void hear(Unverified<TimeStatement> statement) {
    switch (in.time().accept(statement)) {
      case Outcome.Refused<TrustedTime.Step, TrustedTime.Refusal>(var reason) ->
          in.reports().timeRefused(reason.name());
      case Outcome.Passed<TrustedTime.Step, TrustedTime.Refusal>(TrustedTime.Step.Waiting _) -> {}
      case Outcome.Passed<TrustedTime.Step, TrustedTime.Refusal>(
              TrustedTime.Step.Known(var floor)) -> {
        if (!floor.isBefore(in.ledger().floor().plus(FLOOR_STEP))) {
          note(new Entry.TimeFloor(floor));
        }
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

  private void decided(
      CommandId id, Decision.Result result, long arrived, OptionalLong handedOver) {
    in.reports()
        .decided(
            new Decision(
                Optional.of(id),
                result,
                new Decision.Times(arrived, handedOver, nanos.getAsLong())));
  }

  private static OptionalLong nanos(Optional<Car.HandOver> handOver) {
    return handOver.stream().mapToLong(Car.HandOver::nanos).findFirst();
  }

  private static OptionalLong none() {
    return OptionalLong.empty();
  }
}
