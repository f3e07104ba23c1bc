package dev.portcullis.can.secoc;

import static dev.portcullis.can.secoc.BothEnds.ID;
import static dev.portcullis.can.secoc.BothEnds.KEY;
import static dev.portcullis.can.secoc.BothEnds.OTHER_KEY;
import static dev.portcullis.can.secoc.BothEnds.ROTATION;
import static dev.portcullis.can.secoc.BothEnds.layout;
import static dev.portcullis.can.secoc.BothEnds.only;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.can.permit.Rate;
import dev.portcullis.can.secoc.FreshnessStore.Reservation;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome.Passed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SecOcReceiverTest {

  private static final Bytes PAYLOAD = Bytes.fromHex("01020304");
  private static final PduLayout LAYOUT = layout(64, 4, 4);

  @Test
  void acceptsWhatItsSenderSecured() {
    var ends = BothEnds.of(LAYOUT);
    var received = ends.receive(ends.send(PAYLOAD));
    assertEquals(
        List.of(PAYLOAD, new Freshness.Proven(value(1))),
        received instanceof Passed<?, ?>(SecOcReceiver.AuthenticPdu pdu)
            ? List.of(pdu.payload(), pdu.freshness())
            : List.of(received));
  }

  @Test
  void refusesEverySizeButItsOwn() {
    var ends = BothEnds.of(LAYOUT);
    var whole = ends.send(PAYLOAD).toArray();
    for (int size = 0; size <= 64; size++) {
      if (size != whole.length) {
        var other = Bytes.of(Arrays.copyOf(whole, size));
        assertEquals(VerifyRefusal.WRONG_LENGTH, ends.verdict(other));
      }
    }
  }

  @Test
  void refusesAnythingButZerosBehindTheAuthenticator() {
    var ends = BothEnds.of(LAYOUT);
    byte[] pdu = ends.send(PAYLOAD).toArray();
    for (int bit = 0; bit < 4; bit++) {
      byte[] changed = pdu.clone();
      changed[changed.length - 1] ^= (byte) (1 << bit);
      assertEquals(VerifyRefusal.PADDING_NOT_ZERO, ends.verdict(Bytes.of(changed)));
    }
    assertEquals(value(1), ends.verdict(Bytes.of(pdu)));
  }

  @Test
  void refusesAReplayByName() {
    var ends = BothEnds.of(LAYOUT);
    var pdu = ends.send(PAYLOAD);
    assertEquals(value(1), ends.verdict(pdu));
    assertEquals(VerifyRefusal.REPLAYED, ends.verdict(pdu));
    assertEquals(value(2), ends.verdict(ends.send(PAYLOAD)));
    assertEquals(VerifyRefusal.REPLAYED, ends.verdict(pdu));
  }

  @Test
  void refusesAnOldRecordingWithoutBeingAbleToNameIt() {
    var ends = BothEnds.of(LAYOUT);
    var recording = ends.send(PAYLOAD);
    for (int i = 2; i <= 40; i++) {
      assertEquals(value(i), ends.verdict(ends.send(PAYLOAD)));
    }
    assertEquals(VerifyRefusal.BAD_MAC, ends.verdict(recording));
  }

  @Test
  void refusesWhatWasOvertaken() {
    var ends = BothEnds.of(LAYOUT);
    var first = ends.send(PAYLOAD);
    var second = ends.send(PAYLOAD);
    assertEquals(value(2), ends.verdict(second));
    assertEquals(VerifyRefusal.REPLAYED, ends.verdict(first));
  }

  @Test
  void bridgesAsManyLostOnesAsItsCandidatesReach() {
    for (int lost : new int[] {0, 1, 15, 16, 62, 63}) {
      var ends = BothEnds.of(LAYOUT);
      lose(lost, ends);
      assertEquals(value(lost + 1), ends.verdict(ends.send(PAYLOAD)), lost + " lost");
    }
    var ends = BothEnds.of(LAYOUT);
    lose(64, ends);
    assertEquals(VerifyRefusal.BAD_MAC, ends.verdict(ends.send(PAYLOAD)));
  }

  @Test
  void bridgesAnyGapWhereTheWholeValueIsSent() {
    var ends = BothEnds.of(layout(64, 64, 4));
    lose(10_000, ends);
    assertEquals(value(10_001), ends.verdict(ends.send(PAYLOAD)));
    var farAhead = BothEnds.at(Long.MIN_VALUE, layout(64, 64, 4));
    assertEquals(value(Long.MIN_VALUE + 1), ends.verdict(farAhead.send(PAYLOAD)));
  }

  @Test
  void aForgeryDoesNotMoveTheFreshnessValue() {
    var ends = BothEnds.of(LAYOUT);
    byte[] forged = forged(ends.send(PAYLOAD), 1).toArray();
    for (int sent = 0; sent < 16; sent++) {
      forged[4] = (byte) ((sent << 4) | (forged[4] & 0xF));
      assertEquals(VerifyRefusal.BAD_MAC, ends.verdict(Bytes.of(forged)));
    }
    assertEquals(value(2), ends.verdict(ends.send(PAYLOAD)));
    assertEquals(1, ends.receiverStore.writes());
  }

  @Test
  void acceptsNothingTwiceOverARestart() {
    var ends = BothEnds.of(LAYOUT);
    List<Bytes> recording = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      recording.add(ends.send(PAYLOAD));
      assertEquals(value(i), ends.verdict(recording.getLast()));
    }
    ends.receiver = ends.newReceiver();
    recording.forEach(pdu -> assertEquals(VerifyRefusal.REPLAYED, ends.verdict(pdu)));
  }

  @Test
  void isDeafForTheRestOfTheBlockAfterARestartAndHearsAgain() {
    var ends = BothEnds.of(LAYOUT);
    assertEquals(value(1), ends.verdict(ends.send(PAYLOAD)));
    ends.receiver = ends.newReceiver();
    for (int i = 2; i <= 8; i++) {
      assertEquals(VerifyRefusal.REPLAYED, ends.verdict(ends.send(PAYLOAD)));
    }
    assertEquals(value(9), ends.verdict(ends.send(PAYLOAD)));
  }

  @Test
  void writesOnceABlock() {
    var ends = BothEnds.of(LAYOUT);
    for (int i = 1; i <= 17; i++) {
      assertEquals(value(i), ends.verdict(ends.send(PAYLOAD)));
    }
    assertEquals(3, ends.receiverStore.writes());
  }

  @Test
  void refusesWhatItCouldNotKeepAndTakesItLater() {
    var ends = BothEnds.of(LAYOUT);
    ends.receiverStore.answerFromNowOn(Reservation.FAILED);
    var pdu = ends.send(PAYLOAD);
    assertEquals(VerifyRefusal.FRESHNESS_NOT_STORED, ends.verdict(pdu));
    ends.receiverStore.answerFromNowOn(Reservation.DURABLE);
    assertEquals(value(1), ends.verdict(pdu));
  }

  @Test
  void refusesToWrapByName() {
    var ends = BothEnds.at(-2, LAYOUT);
    var last = ends.send(PAYLOAD);
    assertEquals(value(-1), ends.verdict(last));
    assertEquals(VerifyRefusal.REPLAYED, ends.verdict(last));
    var wrapped = BothEnds.of(LAYOUT).send(PAYLOAD);
    assertEquals(VerifyRefusal.FRESHNESS_EXHAUSTED, ends.verdict(wrapped));
  }

  @Test
  void refusesAnotherDataIdsMessage() {
    var ends = BothEnds.of(LAYOUT);
    var other = new SecuredMessage(new DataId(ID.value() + 1), ends.message.slots(), LAYOUT);
    var sender =
        new SecOcSender(other, only(KEY), new FakeFreshnessStore(), new ReservationBlock(1));
    assertEquals(VerifyRefusal.BAD_MAC, ends.verdict(sender.secure(PAYLOAD).orFault()));
  }

  @Test
  void refusesAnotherKeysMessage() {
    var ends = BothEnds.of(LAYOUT);
    ends.receiver = ends.receiverWith(only(OTHER_KEY));
    assertEquals(VerifyRefusal.BAD_MAC, ends.verdict(ends.send(PAYLOAD)));
  }

  @Test
  void refusesEverythingWithoutAKey() {
    var ends = BothEnds.of(LAYOUT);
    ends.receiver = ends.receiverWith(_ -> Optional.empty());
    assertEquals(VerifyRefusal.NO_KEY, ends.verdict(ends.send(PAYLOAD)));
  }

  @Test
  void acceptsBothKeysDuringARotationAndNeitherTwice() {
    var ends = BothEnds.of(LAYOUT);
    ends.receiver = ends.receiverBy(ROTATION.get(1));
    var first = ends.send(PAYLOAD);
    assertEquals(value(1), ends.verdict(first));
    assertEquals(VerifyRefusal.REPLAYED, ends.verdict(first));
    ends.receiver = ends.receiverBy(ROTATION.get(2));
    lose(8, ends);
    assertEquals(value(10), ends.verdict(ends.send(PAYLOAD)));
    ends.receiver = ends.receiverBy(ROTATION.get(3));
    lose(8, ends);
    assertEquals(VerifyRefusal.BAD_MAC, ends.verdict(ends.send(PAYLOAD)));
  }

  @Test
  void withoutFreshnessARecordingHoldsAndIsSaidNotToBeFresh() {
    var ends = BothEnds.of(new PduLayout(SecOcProfile.PROFILE_2, 4));
    var pdu = ends.send(PAYLOAD);
    assertEquals(new Freshness.NotProven(), ends.verdict(pdu));
    assertEquals(new Freshness.NotProven(), ends.verdict(pdu));
    byte[] forged = pdu.toArray();
    forged[0] ^= 1;
    assertEquals(VerifyRefusal.BAD_MAC, ends.verdict(Bytes.of(forged)));
    assertEquals(0, ends.receiverStore.writes());
  }

  @Test
  void stopsTryingWhenTooManyAttemptsFailed() {
    var ends = limited(1, new Rate(3, 2));
    var genuine = ends.send(PAYLOAD);
    exhaust(3, genuine, ends);
    assertEquals(VerifyRefusal.TOO_MANY_ATTEMPTS, ends.verdict(genuine));
    pass(Duration.ofMillis(499), ends);
    assertEquals(VerifyRefusal.TOO_MANY_ATTEMPTS, ends.verdict(genuine));
    pass(Duration.ofMillis(1), ends);
    assertEquals(value(1), ends.verdict(genuine));
  }

  @Test
  void attemptsAreEarnedUpToTheBurst() {
    var ends = limited(1, new Rate(3, 2));
    var genuine = ends.send(PAYLOAD);
    exhaust(3, genuine, ends);
    pass(Duration.ofDays(400), ends);
    exhaust(3, genuine, ends);
    assertEquals(VerifyRefusal.TOO_MANY_ATTEMPTS, ends.verdict(genuine));
  }

  @Test
  void whatHoldsCostsNoAttempt() {
    var ends = limited(2, new Rate(1, 1));
    for (int i = 1; i <= 100; i++) {
      assertEquals(value(i), ends.verdict(ends.send(PAYLOAD)));
    }
    assertEquals(VerifyRefusal.TOO_MANY_ATTEMPTS, ends.verdict(forged(ends.send(PAYLOAD), 1)));
  }

  @Test
  void eachCandidateAndEachKeyIsAnAttempt() {
    var ends = limited(3, new Rate(6, 1));
    ends.receiver = ends.receiverBy(ROTATION.get(2));
    var genuine = ends.send(PAYLOAD);
    assertEquals(VerifyRefusal.BAD_MAC, ends.verdict(forged(genuine, 1)));
    assertEquals(VerifyRefusal.TOO_MANY_ATTEMPTS, ends.verdict(genuine));
    pass(Duration.ofSeconds(1), ends);
    assertEquals(VerifyRefusal.TOO_MANY_ATTEMPTS, ends.verdict(genuine), "it holds at the second");
    pass(Duration.ofSeconds(2), ends);
    assertEquals(value(1), ends.verdict(genuine));
  }

  /** Whether the key that holds is tried first or second: the same is spent, and the same left. */
  @Test
  void theLimitIsTheSameWhicheverKeyItIs() {
    for (var slots : List.of(ROTATION.get(1), ROTATION.get(2))) {
      var ends = limited(1, new Rate(4, 1));
      ends.receiver = ends.receiverBy(slots);
      var genuine = ends.send(PAYLOAD);
      exhaust(2, genuine, ends);
      assertEquals(VerifyRefusal.TOO_MANY_ATTEMPTS, ends.verdict(genuine));
      pass(Duration.ofSeconds(2), ends);
      assertEquals(value(1), ends.verdict(genuine));
    }
  }

  private static BothEnds limited(int candidates, Rate failures) {
    return BothEnds.of(LAYOUT, new ReceiverLimits(candidates, failures, new ReservationBlock(1)));
  }

  private static void exhaust(int attempts, Bytes genuine, BothEnds ends) {
    for (int i = 1; i <= attempts; i++) {
      assertEquals(VerifyRefusal.BAD_MAC, ends.verdict(forged(genuine, i)));
    }
  }

  private static Bytes forged(Bytes pdu, int difference) {
    byte[] forged = pdu.toArray();
    forged[6] ^= (byte) difference;
    return Bytes.of(forged);
  }

  private static void pass(Duration time, BothEnds ends) {
    ends.now += time.toNanos();
  }

  private static void lose(int pdus, BothEnds ends) {
    for (int i = 0; i < pdus; i++) {
      var lost = ends.send(PAYLOAD);
      assertEquals(ends.message.layout().bytes(), lost.size());
    }
  }

  private static FreshnessValue value(long value) {
    return new FreshnessValue(value);
  }
}
