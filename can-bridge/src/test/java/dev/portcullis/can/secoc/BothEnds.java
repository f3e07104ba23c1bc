package dev.portcullis.can.secoc;

import dev.portcullis.can.permit.Rate;
import dev.portcullis.can.secoc.SecOcReceiver.AuthenticPdu;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sender and a receiver of one secured message, each with its own flash; both can restart. */
final class BothEnds {

  static final DataId ID = new DataId(0x02F0);
  static final KeySlot SLOT = new KeySlot(3);
  static final KeySlot OTHER_SLOT = new KeySlot(4);
  static final String KEY = "2b7e151628aed2a6abf7158809cf4f3c";
  static final String OTHER_KEY = "000102030405060708090a0b0c0d0e0f";

  /** What an end goes by before, in and after the three steps of a rotation. */
  static final List<KeySlots> ROTATION =
      List.of(
          KeySlots.only(SLOT),
          new KeySlots(SLOT, Optional.of(OTHER_SLOT)),
          new KeySlots(OTHER_SLOT, Optional.of(SLOT)),
          KeySlots.only(OTHER_SLOT));

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
    return new BothEnds(new SecuredMessage(ID, KeySlots.only(SLOT), layout), limits, 0);
  }

  /** Both have counted up to {@code counter}. */
  static BothEnds at(long counter, PduLayout layout) {
    return new BothEnds(
        new SecuredMessage(ID, KeySlots.only(SLOT), layout),
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
    return keys(Map.of(SLOT, key(hex)));
  }

  /** A key in each of the two slots. */
  static SecOcKeys both() {
    return keys(Map.of(SLOT, key(KEY), OTHER_SLOT, key(OTHER_KEY)));
  }

  private static SecOcKeys keys(Map<KeySlot, SecOcKey> keys) {
    return slot -> Optional.ofNullable(keys.get(slot));
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

  /** One that has both keys, and accepts those of {@code slots}. */
  SecOcReceiver receiverBy(KeySlots slots) {
    return new SecOcReceiver(
        new SecuredMessage(ID, slots, message.layout()), both(), receiverStore, limits);
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
