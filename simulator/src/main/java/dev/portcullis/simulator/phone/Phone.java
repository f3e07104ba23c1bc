package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.message.Beacon;
import dev.portcullis.crypto.message.BeaconCodec;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.Command;
import dev.portcullis.crypto.message.CommandCodec;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.Counter;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.Receipt;
import dev.portcullis.crypto.message.ReceiptCodec;
import dev.portcullis.crypto.message.ReceiptDetail;
import dev.portcullis.crypto.message.ReceiptDetailCodec;
import dev.portcullis.crypto.message.ReplyHandle;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The steps of a phone, each by itself: check the beacon, draft a command, sign it, read the
 * receipt. A genuine phone takes them in this order; an attacker leaves one out or changes what
 * comes between.
 */
public final class Phone {

  private final PhoneKey key;
  private final Supplier<Counter> counters;
  private final SecureRandom random;

  /**
   * A phone.
   *
   * @param counters gives a higher counter at every call, also after a restart
   */
  public Phone(PhoneKey key, Supplier<Counter> counters, SecureRandom random) {
    this.key = key;
    this.counters = counters;
    this.random = random;
  }

  /** What this phone holds. */
  public PhoneKey key() {
    return key;
  }

  /** Passes with the beacon where our vehicle signed it. */
  public Outcome<Beacon, PhoneRefusal> checkBeacon(Bytes encoded) {
    return BeaconCodec.parse(encoded)
        .mapRefusal(_ -> PhoneRefusal.NOT_A_BEACON)
        .then(beacon ->
            beacon.verify(key.vehicleKey()).mapRefusal(_ -> PhoneRefusal.NOT_OF_OUR_VEHICLE))
        .then(beacon ->
            beacon.vehicle().equals(key.vehicle())
                ? Outcome.passed(beacon)
                : Outcome.refused(PhoneRefusal.NOT_OF_OUR_VEHICLE));
  }

  /** A command for the remote channel that answers {@code beacon}, with a counter never used. */
  public Draft draft(Wish wish, Beacon beacon, Attestation app, ReplyHandle replyHandle) {
    var replySecret = AgreementKeyPair.generate(random);
    var command =
        new Command(
            key.vehicle(),
            CommandId.random(random),
            wish.name(),
            wish.arguments(),
            beacon.boot(),
            beacon.slot(),
            beacon.nonce(),
            Channel.REMOTE,
            counters.get(),
            wish.lifetime(),
            grantDigest(),
            app.digest(),
            replyHandle,
            replySecret.publicKey());
    return new Draft(command, app, replySecret);
  }

  /** The draft's command signed with the command key, with everything that proves it. */
  public SignedCommand sign(Draft draft) {
    var encoded = CommandCodec.sign(draft.command(), key.signer());
    return new SignedCommand(encoded, draft.app(), key.grants());
  }

  /** Passes with what the vehicle says became of {@code sent}, which was made from the draft. */
  public Outcome<Answer, PhoneRefusal> read(Bytes encodedReceipt, Draft draft, SignedCommand sent) {
    return ReceiptCodec.parse(encodedReceipt)
        .mapRefusal(_ -> PhoneRefusal.NOT_A_RECEIPT)
        .then(receipt ->
            receipt.verify(key.vehicleKey()).mapRefusal(_ -> PhoneRefusal.NOT_OF_OUR_VEHICLE))
        .then(receipt -> answer(receipt, draft, sent));
  }

  private Outcome<Answer, PhoneRefusal> answer(Receipt receipt, Draft draft, SignedCommand sent) {
    if (!receipt.vehicle().equals(key.vehicle())
        || !receipt.command().equals(draft.command().id())
        || !receipt.commandDigest().equals(digestOf(sent))) {
      return Outcome.refused(PhoneRefusal.NOT_OF_OUR_COMMAND);
    }
    if (receipt.sealedDetail().isEmpty()) {
      return Outcome.passed(new Answer(receipt, Optional.<ReceiptDetail>empty()));
    }
    return ReceiptDetailCodec.open(receipt, draft.replySecret())
        .mapRefusal(_ -> PhoneRefusal.DETAIL_DOES_NOT_OPEN)
        .map(detail -> new Answer(receipt, Optional.of(detail)));
  }

  private static Digest digestOf(SignedCommand sent) {
    return CommandCodec.parse(sent.command()).orFault().digest();
  }

  private Digest grantDigest() {
    return GrantCodec.parse(key.grants().getFirst()).orFault().digest();
  }
}
