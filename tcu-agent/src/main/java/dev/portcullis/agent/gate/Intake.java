package dev.portcullis.agent.gate;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.CheckpointCodec;
import dev.portcullis.crypto.message.HandOverCodec;
import dev.portcullis.crypto.message.KeyEnrolmentCodec;
import dev.portcullis.crypto.message.MessageRefusal;
import dev.portcullis.crypto.message.OwnerStatementCodec;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.RevocationsCodec;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * The gate on the link's own thread, for what is no command: taken apart and looked up, then turned
 * away or put into the lane of its kind. Nothing here costs a verification or changes any state.
 */
final class Intake {

  /** Some have tens of kilobytes: a few at a time are enough for a car. */
  private static final int MOST_WAITING = 8;

  private final FilingLookUps lookUps;
  private final FairQueue<Digest, Work> queue;
  private final Consumer<Work> madeWay;
  private final Reports reports;
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private final Map<FilingKind, Digest> lanes = new EnumMap<>(FilingKind.class);

  Intake(
      FilingLookUps lookUps,
      FairQueue<Digest, Work> queue,
      Consumer<Work> madeWay,
      Reports reports) {
    this.lookUps = lookUps;
    this.queue = queue;
    this.madeWay = madeWay;
    this.reports = reports;
    for (FilingKind kind : FilingKind.values()) {
      lanes.put(kind, Digest.of(Bytes.utf8("portcullis lane of " + kind.name())));
    }
  }

  void file(FilingKind kind, Bytes encoded, Consumer<FilingAnswer> answer) {
    switch (parse(kind, encoded)) {
      case Outcome.Refused<Filing, MessageRefusal>(var why) -> turnAway(kind, why.code(), answer);
      case Outcome.Passed<Filing, MessageRefusal>(var filing) ->
          lookUps
              .misfit(filing)
              .ifPresentOrElse(code -> turnAway(kind, code, answer), () -> enqueue(filing, answer));
    }
  }

  private static Outcome<Filing, MessageRefusal> parse(FilingKind kind, Bytes encoded) {
    return switch (kind) {
      case OWNER_STATEMENT -> OwnerStatementCodec.parse(encoded).map(Filing.OfOwner::new);
      case ENROLMENT -> KeyEnrolmentCodec.parse(encoded).map(Filing.OfKey::new);
      case HAND_OVER -> HandOverCodec.parse(encoded).map(Filing.OfAuthority::new);
      case REVOCATIONS -> RevocationsCodec.parse(encoded).map(Filing.OfRevoker::new);
      case ECHO -> CheckpointCodec.parse(encoded).map(Filing.OfVehicle::new);
    };
  }

  private void enqueue(Filing filing, Consumer<FilingAnswer> answer) {
    var kind = filing.kind();
    var lane = Optional.ofNullable(lanes.get(kind)).orElseThrow();
    if (!room.tryAcquire()) {
      turnAway(kind, RefusalCode.BUSY, answer);
      return;
    }
    switch (queue.offer(lane, new Work.Filed(filing, answer))) {
      case FairQueue.Offer.Taken<Work> _ -> {}
      case FairQueue.Offer.InsteadOf<Work>(var dropped) -> madeWay.accept(dropped);
      case FairQueue.Offer.Full<Work> _ -> {
        room.release();
        turnAway(kind, RefusalCode.BUSY, answer);
      }
    }
  }

  /** A filing left its lane, to be decided about or to make way. */
  void left() {
    room.release();
  }

  void turnAway(FilingKind kind, RefusalCode code, Consumer<FilingAnswer> answer) {
    var stranger = new FilingAnswer.Stranger(code);
    reports.filed(kind, stranger);
    answer.accept(stranger);
  }
}
