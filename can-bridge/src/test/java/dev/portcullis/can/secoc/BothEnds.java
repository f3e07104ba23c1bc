package dev.portcullis.can.secoc;

import dev.portcullis.can.permit.Rate;
import dev.portcullis.can.secoc.SecOcReceiver.AuthenticPdu;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import java.util.Optional;

/** A sender and a receiver of one secured message, each with its own flash; both can restart. */
final class BothEnds {

  static final DataId ID = new DataId(0x02F0);
  static final KeySlot SLOT = new KeySlot(3);
  static final String KEY = "2b7e151628aed2a6abf7158809cf4f3c";
  static final String OTHER_KEY = "000102030405060708090a0b0c0d0e0f";

  /** Enough for tests that are not about limits. */
  static final Rate GENEROUS = new Rate(1_000_000, 1_000_000);

  final SecuredMessage message;
  final FakeFreshnessStore senderStore;
  final FakeFreshnessStore receiverStore;
  private final ReservationBlock block;
  private final ReceiverLimits limits;
  SecOcSender sender;
  SecOcReceiver receiver;
  long now = -5;

  private BothEnds(SecuredMessage message, ReceiverLimits limits, long counter) {
    this.message = message;
    this.limits = limits;
    this.block = limits.block();
    this.senderStore = FakeFreshnessStore.at(message.id(), counter);
    this.receiverStore = FakeFreshnessStore.at(message.id(), counter);
    this.sender = newSender();
    this.receiver = newReceiver();
  }

  static BothEnds of(PduLayout layout) {
    return of(layout, new ReceiverLimits(4, GENEROUS, new ReservationBlock(8)));
  }

  static BothEnds of(PduLayout layout, ReceiverLimits limits) {
    return new BothEnds(new SecuredMessage(ID, SLOT, layout), limits, 0);
  }

  /** Both have counted up to {@code counter}. */
  static BothEnds at(long counter, PduLayout layout) {
    return new BothEnds(
        new SecuredMessage(ID, SLOT, layout),
        new ReceiverLimits(4, GENEROUS, new ReservationBlock(8)),
        counter);
  }

  /** Messages of {@code payloadBytes} with a long authenticator: nothing holds by chance. */
  static PduLayout layout(int fullBits, int sentBits, int payloadBytes) {
    return new PduLayout(
        new SecOcProfile(new FreshnessLengths.Counted(fullBits, sentBits), 64), payloadBytes);
  }

  static SecOcKey key(String hex) {
    return SecOcKey.of(SecretBytes.takeOver(Bytes.fromHex(hex).toArray())).orFault();
  }

  static SecOcKeys only(String hex) {
    var keys = SlotKeys.only(key(hex));
    return slot -> slot.equals(SLOT) ? Optional.of(keys) : Optional.empty();
  }

  static SecOcKeys rotating(String current, String next) {
    var keys = new SlotKeys(key(current), Optional.of(key(next)));
    return slot -> Optional.of(keys);
  }

  SecOcSender newSender() {
    return new SecOcSender(message, only(KEY), senderStore, block);
  }

  SecOcReceiver newReceiver() {
    return receiverWith(only(KEY));
  }

  SecOcReceiver receiverWith(SecOcKeys keys) {
    return new SecOcReceiver(message, keys, receiverStore, limits);
  }

  Bytes send(Bytes payload) {
    return sender.secure(payload).orFault();
  }

  Outcome<AuthenticPdu, VerifyRefusal> receive(Bytes pdu) {
    return receiver.verify(pdu, now);
  }

  /** The freshness value with which {@code pdu} is accepted, or the refusal. */
  Object verdict(Bytes pdu) {
    return switch (receive(pdu)) {
      case Outcome.Passed<AuthenticPdu, VerifyRefusal>(var authentic) ->
          switch (authentic.freshness()) {
            case Freshness.Proven(var value) -> value;
            case Freshness.NotProven notProven -> notProven;
          };
      case Outcome.Refused<AuthenticPdu, VerifyRefusal>(var reason) -> reason;
    };
  }
}
