package dev.portcullis.can.secoc;

import static dev.portcullis.can.secoc.BothEnds.ID;
import static dev.portcullis.can.secoc.BothEnds.layout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.secoc.FreshnessStore.Reservation;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SecOcSenderTest {

  private static final Bytes PAYLOAD = Bytes.fromHex("0102030405060708");

  /** The whole freshness value is sent, so that the test sees it. */
  private static final PduLayout OPEN = layout(64, 64, 8);

  @Test
  void countsFromOneUpwards() {
    var ends = BothEnds.of(OPEN);
    assertEquals(1, freshness(ends.send(PAYLOAD)));
    assertEquals(2, freshness(ends.send(PAYLOAD)));
  }

  @Test
  void reservesOnceForAWholeBlock() {
    var ends = BothEnds.of(OPEN);
    for (int i = 0; i < 8; i++) {
      assertEquals(i + 1, freshness(ends.send(PAYLOAD)));
    }
    assertEquals(1, ends.senderStore.writes());
    assertEquals(9, freshness(ends.send(PAYLOAD)));
    assertEquals(2, ends.senderStore.writes());
    assertEquals(new FreshnessValue(16), ends.senderStore.reservedUpTo(ID));
  }

  @Test
  void continuesBehindTheReservedBlockAfterARestart() {
    var ends = BothEnds.of(OPEN);
    assertEquals(1, freshness(ends.send(PAYLOAD)));
    ends.sender = ends.newSender();
    assertEquals(9, freshness(ends.send(PAYLOAD)));
  }

  @Test
  void usesNoValueTwiceHoweverOftenThePowerIsCut() {
    var random = new Random(4);
    Set<Long> used = new HashSet<>();
    var ends = BothEnds.of(OPEN);
    for (int i = 0; i < 5_000; i++) {
      switch (random.nextInt(8)) {
        case 0 -> ends.sender = ends.newSender();
        case 1 -> {
          // The block is on the disk, the frame that wanted it never left.
          var upTo = ends.senderStore.reservedUpTo(ID);
          var reservation =
              ends.senderStore.reserve(ID, new FreshnessValue(upTo.value() + random.nextInt(20)));
          assertEquals(Reservation.DURABLE, reservation);
          ends.sender = ends.newSender();
        }
        default -> assertTrue(used.add(freshness(ends.send(PAYLOAD))));
      }
    }
  }

  @Test
  void sendsNothingThatItCouldNotReserve() {
    var ends = BothEnds.of(OPEN);
    ends.senderStore.answerFromNowOn(Reservation.FAILED);
    assertEquals(Outcome.refused(SecureRefusal.FRESHNESS_NOT_STORED), ends.sender.secure(PAYLOAD));
    ends.senderStore.answerFromNowOn(Reservation.DURABLE);
    assertEquals(1, freshness(ends.send(PAYLOAD)));
  }

  @Test
  void goesToTheEndOfTheCounterAndNotFurther() {
    var ends = BothEnds.at(-3, OPEN);
    assertEquals(-2, freshness(ends.send(PAYLOAD)));
    assertEquals(-1, freshness(ends.send(PAYLOAD)));
    for (int restart = 0; restart < 2; restart++) {
      assertEquals(Outcome.refused(SecureRefusal.FRESHNESS_EXHAUSTED), ends.sender.secure(PAYLOAD));
      ends.sender = ends.newSender();
    }
    assertEquals(new FreshnessValue(-1), ends.senderStore.reservedUpTo(ID));
  }

  @Test
  void endsAShortCounterAtItsOwnEnd() {
    var ends = BothEnds.at(254, layout(8, 8, 8));
    assertEquals(Outcome.Passed.class, ends.sender.secure(PAYLOAD).getClass());
    assertEquals(Outcome.refused(SecureRefusal.FRESHNESS_EXHAUSTED), ends.sender.secure(PAYLOAD));
  }

  @Test
  void refusesAPayloadOfAnotherSize() {
    var ends = BothEnds.of(OPEN);
    for (int size : new int[] {0, 7, 9, 64}) {
      assertEquals(
          Outcome.refused(SecureRefusal.WRONG_LENGTH),
          ends.sender.secure(Bytes.of(new byte[size])));
    }
    assertEquals(0, ends.senderStore.writes());
  }

  @Test
  void sendsNothingWithoutAKey() {
    var ends = BothEnds.of(OPEN);
    var sender =
        new SecOcSender(
            ends.message, _ -> Optional.empty(), ends.senderStore, new ReservationBlock(1));
    assertEquals(Outcome.refused(SecureRefusal.NO_KEY), sender.secure(PAYLOAD));
    assertEquals(0, ends.senderStore.writes());
  }

  @Test
  void withoutFreshnessNothingIsStored() {
    var ends = BothEnds.of(new PduLayout(SecOcProfile.PROFILE_2, 5));
    var payload = Bytes.fromHex("0102030405");
    assertEquals(ends.send(payload), ends.send(payload));
    assertEquals(0, ends.senderStore.writes());
  }

  @Test
  void duringARotationItSendsWithTheKeyOfItsOwnSlot() {
    var before = firstBy(BothEnds.ROTATION.get(0));
    var after = firstBy(BothEnds.ROTATION.get(3));
    assertNotEquals(before, after);
    assertEquals(before, firstBy(BothEnds.ROTATION.get(1)));
    assertEquals(after, firstBy(BothEnds.ROTATION.get(2)));
  }

  private static Bytes firstBy(KeySlots slots) {
    var message = new SecuredMessage(ID, slots, OPEN);
    return new SecOcSender(
            message, BothEnds.both(), new FakeFreshnessStore(), new ReservationBlock(1))
        .secure(PAYLOAD)
        .orFault();
  }

  private static long freshness(Bytes pdu) {
    return Long.parseUnsignedLong(pdu.slice(8, 16).hex(), 16);
  }
}
