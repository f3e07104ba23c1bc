package dev.portcullis.agent.gate;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.TimeStatement;
import dev.portcullis.crypto.message.TimeStatementCodec;
import dev.portcullis.crypto.message.Unverified;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The gate on the link's own thread: a request is taken apart and looked up, and turned away or put
 * into the lane of the key it claims. Nothing here costs a verification or changes any state.
 */
final class Door {

  private final GateInputs in;
  private final Authenticate authenticate;
  private final Intake intake;
  private final FairQueue<Digest, Work> queue;
  private final LongSupplier nanos;

  Door(
      GateInputs in,
      Authenticate authenticate,
      Intake intake,
      FairQueue<Digest, Work> queue,
      LongSupplier nanos) {
    this.in = in;
    this.authenticate = authenticate;
    this.intake = intake;
    this.queue = queue;
    this.nanos = nanos;
  }

  void deliver(Bytes payload, Runnable settled, long arrived) {
    switch (Parse.parse(payload, arrived)) {
      case Outcome.Refused<Parse.Envelope, Refusal>(var refusal) ->
          stranger(Optional.empty(), refusal.code(), arrived, settled);
      case Outcome.Passed<Parse.Envelope, Refusal>(var envelope) -> {
        var id = Optional.of(envelope.command().claims().id());
        switch (authenticate.recognise(envelope)) {
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

  void deliverTime(Bytes payload, Runnable settled) {
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

  /** What a longer lane gave up for a shorter one; the gate's own work never waits in a lane. */
  void madeWay(Work dropped) {
    switch (dropped) {
      case Work.Delivered(var request, var settled) ->
          stranger(
              Optional.of(request.envelope().command().claims().id()),
              RefusalCode.BUSY,
              request.envelope().arrivedNanos(),
              settled);
      case Work.TimeStated(var _, var settled) -> settled.run();
      case Work.Filed(var filing, var answer) -> {
        intake.left();
        intake.turnAway(filing.kind(), RefusalCode.BUSY, answer);
      }
      case Work.PolicyOffered _,
          Work.Ended _,
          Work.RunEnded _,
          Work.ReceiptDelivered _,
          Work.UpdateNoted _,
          Work.LinkUp _ ->
          throw new IllegalStateException("not from a lane: " + dropped);
    }
  }

  /** Counts a request that nobody is answered for; the broker may forget it. */
  void stranger(Optional<CommandId> id, RefusalCode code, long arrived, Runnable settled) {
    settled.run();
    long now = nanos.getAsLong();
    var times = new Decision.Times(arrived, OptionalLong.empty(), now);
    in.reports()
        .turnedStrangerAway(
            new Decision(id, new Decision.Result.Refused(code), times), code, now - arrived);
  }
}
