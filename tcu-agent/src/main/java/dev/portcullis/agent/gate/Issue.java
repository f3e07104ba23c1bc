package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.Beacons;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Advice;
import dev.portcullis.crypto.message.Command;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.Receipt;
import dev.portcullis.crypto.message.ReceiptCodec;
import dev.portcullis.crypto.message.ReceiptDetail;
import dev.portcullis.crypto.message.ReceiptDetailCodec;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.VehicleId;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/**
 * Stage 7: the signed receipt. The broker learns done, refused or unknown; why, and in what state
 * the car is, only the holder of the command's reply key can read.
 */
final class Issue {

  private final VehicleId vehicle;
  private final Signer receiptKey;
  private final Beacons beacons;
  private final BeaconIssuer newest;
  private final SecureRandom random;

  Issue(
      VehicleId vehicle,
      Signer receiptKey,
      Beacons beacons,
      BeaconIssuer newest,
      SecureRandom random) {
    this.vehicle = vehicle;
    this.receiptKey = receiptKey;
    this.beacons = beacons;
    this.newest = newest;
    this.random = random;
  }

  /** The receipt of a command that was carried out. */
  Bytes done(Command command, Digest commandDigest, long sequence, Map<String, String> observed) {
    var detail = new ReceiptDetail(Optional.empty(), new Advice.Never(), observed);
    return sign(command, commandDigest, sequence, ReceiptOutcome.DONE, detail, Optional.empty());
  }

  /** The receipt of a command that nothing moved for. */
  Bytes refused(
      Command command,
      Digest commandDigest,
      long sequence,
      Refusal refusal,
      Map<String, String> observed) {
    var outcome =
        refusal.code() == RefusalCode.SUPERSEDED
            ? ReceiptOutcome.SUPERSEDED
            : ReceiptOutcome.REFUSED;
    Optional<Bytes> beacon =
        refusal.advice() instanceof Advice.WithNewBeacon
            ? Optional.of(newest.issue())
            : Optional.empty();
    var detail = new ReceiptDetail(Optional.of(refusal.code()), refusal.advice(), observed);
    return sign(command, commandDigest, sequence, outcome, detail, beacon);
  }

  /** The receipt of a command that may or may not have been carried out. */
  Bytes unknown(
      Command command,
      Digest commandDigest,
      long sequence,
      RefusalCode code,
      Map<String, String> observed) {
    var detail = new ReceiptDetail(Optional.of(code), code.advice(), observed);
    return sign(command, commandDigest, sequence, ReceiptOutcome.UNKNOWN, detail, Optional.empty());
  }

  /**
   * The receipt of an owner's statement or a hand-over. It has no sealed detail, since there is no
   * reply key to seal it to.
   *
   * @param id 16 bytes: of the statement, the grant or the hand-over
   */
  Bytes statement(Bytes id, Digest digest, ReceiptOutcome outcome, long sequence) {
    return ReceiptCodec.sign(
        new Receipt(
            vehicle,
            new CommandId(id),
            digest,
            outcome,
            Optional.empty(),
            beacons.boot(),
            sequence,
            Optional.empty()),
        receiptKey);
  }

  private Bytes sign(
      Command command,
      Digest commandDigest,
      long sequence,
      ReceiptOutcome outcome,
      ReceiptDetail detail,
      Optional<Bytes> beacon) {
    var sealed = ReceiptDetailCodec.seal(detail, command, commandDigest, random);
    return ReceiptCodec.sign(
        new Receipt(
            vehicle,
            command.id(),
            commandDigest,
            outcome,
            Optional.of(sealed),
            beacons.boot(),
            sequence,
            beacon),
        receiptKey);
  }
}
