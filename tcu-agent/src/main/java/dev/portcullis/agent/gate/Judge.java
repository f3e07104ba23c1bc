package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.TrustedTime;
import dev.portcullis.agent.journal.Entry;
import dev.portcullis.agent.journal.Ledger;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Decides about one request: the stages in their order, and for each way out of them the line of
 * the journal and the receipt. The gate's thread alone calls it.
 */
final class Judge {

  private final Stages stages;
  private final TrustedTime time;
  private final Ledger ledger;
  private final RegisterBook register;
  private final Issue issue;
  private final Car car;
  private final LongSupplier nanos;

  /** The stages behind the look-ups, each made with what it needs and nothing else. */
  record Stages(
      Authenticate authenticate,
      Attest attest,
      Admit admit,
      Authorise authorise,
      Actuate actuate) {}

  Judge(
      Stages stages,
      TrustedTime time,
      Ledger ledger,
      RegisterBook register,
      Issue issue,
      Car car,
      LongSupplier nanos) {
    this.stages = stages;
    this.time = time;
    this.ledger = ledger;
    this.register = register;
    this.issue = issue;
    this.car = car;
    this.nanos = nanos;
  }

  /** What is to be done about a request. */
  sealed interface Ruling {
    /** Its signature does not hold, so nobody is answered. */
    record Stranger(Refusal refusal) implements Ruling {}

    /**
     * Decided before: the same receipt again.
     *
     * @param code what this delivery is refused with
     */
    record Again(RefusalCode code, Bytes receipt) implements Ruling {}

    /** The same command is being carried out; its receipt will come. */
    record UnderWay() implements Ruling {}

    /** Refused, durably, with a receipt. */
    record Refused(RefusalCode code, long sequence, Bytes receipt) implements Ruling {}

    /** The intent is durable: carry it out. */
    record Carry(Actuate.Committed committed) implements Ruling {}

    /** The journal takes nothing: there is no decision yet. */
    record Undecided(DurableRefusal reason) implements Ruling {}
  }

  /** How many commands more may be carried out at once. */
  enum Room {
    YES,
    NO
  }

  Ruling judge(Authenticate.Recognised request, Room room) {
    var before = ledger.receiptOf(request.requestDigest());
    if (before.isPresent()) {
      return new Ruling.Again(RefusalCode.REPLAYED, before.get());
    }
    return switch (stages.authenticate().authenticate(request)) {
      case Outcome.Refused<Authenticate.Command, Refusal>(var refusal) ->
          new Ruling.Stranger(refusal);
      case Outcome.Passed<Authenticate.Command, Refusal>(var authentic) -> {
        register.note(authentic.chain());
        yield stages
            .admit()
            .earlier(authentic)
            .<Ruling>map(earlier ->
                switch (earlier) {
                  case Admit.Earlier.Answered(var receipt) ->
                      new Ruling.Again(RefusalCode.REPLAYED, receipt);
                  case Admit.Earlier.NothingToSay() -> new Ruling.UnderWay();
                })
            .orElseGet(() -> attest(authentic, room));
      }
    };
  }

  private Ruling attest(Authenticate.Command authentic, Room room) {
    return switch (stages.attest().attest(authentic, time.now())) {
      case Outcome.Refused<Attest.Command, Refusal>(var refusal) -> turnAway(authentic, refusal);
      case Outcome.Passed<Attest.Command, Refusal>(var attested) -> admit(attested, room);
    };
  }

  private Ruling admit(Attest.Command attested, Room room) {
    return switch (stages.admit().admit(attested, nanos.getAsLong())) {
      case Admit.Verdict.NotAdmitted(var refusal) -> turnAway(attested.authentic(), refusal);
      case Admit.Verdict.Fresh(var admitted) ->
          room == Room.YES
              ? authorise(admitted)
              : turnAway(attested.authentic(), Refusal.of(RefusalCode.BUSY));
    };
  }

  private Ruling authorise(Admit.Command admitted) {
    return switch (stages.authorise().authorise(admitted)) {
      case Outcome.Refused<Authorise.Command, Refusal>(var refusal) -> refuse(admitted, refusal);
      case Outcome.Passed<Authorise.Command, Refusal>(var authorised) -> commit(authorised);
    };
  }

  private Ruling commit(Authorise.Command authorised) {
    return switch (stages.actuate().commit(authorised)) {
      case Outcome.Refused<Actuate.Committed, DurableRefusal>(var reason) ->
          new Ruling.Undecided(reason);
      case Outcome.Passed<Actuate.Committed, DurableRefusal>(var committed) -> {
        stages.admit().commit(authorised.admitted(), nanos.getAsLong());
        yield new Ruling.Carry(committed);
      }
    };
  }

  /** Refused with its counter used up: it was new and fresh, and will never be again. */
  private Ruling refuse(Admit.Command admitted, Refusal refusal) {
    var authentic = admitted.authentic();
    long sequence = ledger.nextSequence();
    var receipt =
        issue.refused(authentic.content(), authentic.digest(), sequence, refusal, car.observed());
    var entry =
        new Entry.Refused(
            sequence,
            authentic.signer(),
            authentic.content().counter().bits(),
            authentic.digest(),
            refusal.code(),
            receipt);
    var ruling = durably(entry, refusal, sequence, receipt);
    if (ruling instanceof Ruling.Refused) {
      stages.admit().debit(admitted, nanos.getAsLong());
    }
    return ruling;
  }

  /**
   * Refused before its counter counted. The car's state is none of the sender's business. The
   * phone's signature is all that held, so somebody else may have put the command into envelopes of
   * his own, as many as he likes: the same answer is made, journalled and sent once.
   */
  private Ruling turnAway(Authenticate.Command authentic, Refusal refusal) {
    var before = ledger.receiptOf(authentic.digest(), refusal.code());
    if (before.isPresent()) {
      return new Ruling.Again(refusal.code(), before.get());
    }
    long sequence = ledger.nextSequence();
    var receipt =
        issue.refused(authentic.content(), authentic.digest(), sequence, refusal, Map.of());
    var entry =
        new Entry.TurnedAway(
            sequence,
            authentic.signer(),
            authentic.requestDigest(),
            authentic.digest(),
            refusal.code(),
            receipt);
    return durably(entry, refusal, sequence, receipt);
  }

  private Ruling durably(Entry entry, Refusal refusal, long sequence, Bytes receipt) {
    return switch (ledger.append(entry)) {
      case Outcome.Refused<Entry, DurableRefusal>(var reason) -> new Ruling.Undecided(reason);
      case Outcome.Passed<Entry, DurableRefusal> _ ->
          new Ruling.Refused(refusal.code(), sequence, receipt);
    };
  }
}
