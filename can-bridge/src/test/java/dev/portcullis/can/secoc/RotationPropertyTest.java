package dev.portcullis.can.secoc;

import static dev.portcullis.can.secoc.BothEnds.ROTATION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.secoc.SecOcReceiver.AuthenticPdu;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two ends that send to each other change their key, each at its own time; seeded. */
final class RotationPropertyTest {

  private static final DataId COMMAND = new DataId(0x2F0);
  private static final DataId REPORT = new DataId(0x2F1);
  private static final int LAST = ROTATION.size() - 1;
  private static final Bytes PAYLOAD = Bytes.fromHex("01020304");

  /** The whole freshness value is sent: any gap is bridged, and the test sees it. */
  private static final PduLayout LAYOUT = BothEnds.layout(64, 64, 4);

  private final Random random = new Random(20_270_318);

  /** What the power takes away is what is outside the stores. */
  private static final class End {

    private final DataId sends;
    private final DataId hears;
    private final FakeFreshnessStore sent = new FakeFreshnessStore();
    private final FakeFreshnessStore received = new FakeFreshnessStore();
    private final List<Bytes> accepted = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private int step;
    private SecOcSender sender;
    private SecOcReceiver receiver;

    End(DataId sends, DataId hears) {
      this.sends = sends;
      this.hears = hears;
      this.sender = newSender();
      this.receiver = newReceiver();
    }

    private SecOcSender newSender() {
      var message = new SecuredMessage(sends, ROTATION.get(step), LAYOUT);
      return new SecOcSender(message, BothEnds.both(), sent, new ReservationBlock(8));
    }

    private SecOcReceiver newReceiver() {
      var message = new SecuredMessage(hears, ROTATION.get(step), LAYOUT);
      var limits = new ReceiverLimits(1, BothEnds.GENEROUS, new ReservationBlock(8));
      return new SecOcReceiver(message, BothEnds.both(), received, limits);
    }

    /** As a bridge that runs takes the next description. */
    void next() {
      sender.giveBack();
      receiver.giveBack();
      step++;
      powerCut();
    }

    void powerCut() {
      sender = newSender();
      receiver = newReceiver();
    }

    /** No value leaves twice under one key. */
    Bytes send() {
      var pdu = sender.secure(PAYLOAD).orFault();
      assertTrue(used.add(ROTATION.get(step).sending() + pdu.slice(4, 12).hex()));
      return pdu;
    }

    Outcome<AuthenticPdu, VerifyRefusal> hear(Bytes pdu) {
      var heard = receiver.verify(pdu, 0);
      if (heard instanceof Outcome.Passed) {
        accepted.add(pdu);
      }
      return heard;
    }

    void takesNothingTwice() {
      for (var pdu : List.copyOf(accepted)) {
        assertInstanceOf(Outcome.Refused.class, receiver.verify(pdu, 0));
      }
    }
  }

  private final class Pair {

    private final End unit = new End(COMMAND, REPORT);
    private final End controller = new End(REPORT, COMMAND);
    private boolean isHeard = true;

    boolean isDone() {
      return unit.step == LAST && controller.step == LAST;
    }

    private End either() {
      return random.nextBoolean() ? unit : controller;
    }

    private End other(End end) {
      return end == unit ? controller : unit;
    }

    /** Nobody begins a step before the other did the one before. */
    void step() {
      var end = either();
      if (end.step < LAST && end.step <= other(end).step) {
        end.next();
      }
    }

    void exchange() {
      for (int i = random.nextInt(6); i > 0; i--) {
        var from = either();
        isHeard &= other(from).hear(from.send()) instanceof Outcome.Passed;
      }
      unit.takesNothingTwice();
      controller.takesNothingTwice();
    }
  }

  @Test
  void eachHearsAllOfTheOtherWhicheverChangesFirst() {
    for (int run = 0; run < 200; run++) {
      var pair = new Pair();
      while (!pair.isDone()) {
        pair.exchange();
        pair.step();
      }
      pair.exchange();
      assertTrue(pair.isHeard);
    }
  }

  @Test
  void noValueIsSentTwiceAndNothingTakenTwiceWhereverThePowerIsCut() {
    int cuts = 0;
    for (int run = 0; run < 200; run++) {
      var pair = new Pair();
      while (!pair.isDone()) {
        pair.exchange();
        pair.step();
        if (random.nextInt(3) == 0) {
          pair.either().powerCut();
          cuts++;
        }
      }
      pair.exchange();
    }
    assertTrue(cuts > 200, "only " + cuts);
  }

  /** What the order is for. */
  @Test
  void whoeverIsTwoStepsAheadIsNotHeardOrDoesNotHear() {
    for (int behind = 0; behind + 2 <= LAST; behind++) {
      var ahead = new End(COMMAND, REPORT);
      var slow = new End(REPORT, COMMAND);
      ahead.step = behind + 2;
      ahead.powerCut();
      slow.step = behind;
      slow.powerCut();
      boolean isMutual =
          slow.hear(ahead.send()) instanceof Outcome.Passed
              && ahead.hear(slow.send()) instanceof Outcome.Passed;
      assertFalse(isMutual);
    }
  }

  @Test
  void afterTheLastStepTheFormerKeyIsWorthNothing() {
    var unit = new End(COMMAND, REPORT);
    var thief = new End(REPORT, COMMAND);
    for (int step = 0; step < LAST; step++) {
      unit.next();
    }
    assertEquals(Outcome.refused(VerifyRefusal.BAD_MAC), unit.hear(thief.send()));
  }
}
