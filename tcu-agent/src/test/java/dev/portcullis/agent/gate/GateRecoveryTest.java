package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Each command gets one decision, however often it comes and whoever is killed meanwhile. */
final class GateRecoveryTest {

  private static final Decision.Result REPLAYED = new Decision.Result.Refused(RefusalCode.REPLAYED);

  /** Leaves an intent on the disk whose end nobody wrote, as a killed process does. */
  private static CountDownLatch cutOff(GateWorld world, Bytes request) {
    var held = world.car.hold();
    var begun = new CountDownLatch(1);
    world.car.beforeEach(begun::countDown);
    var settled = world.deliverOnly(request);
    world.heard.await("the intent", () -> settled.get() == 1 && begun.getCount() == 0);
    return held;
  }

  @Test
  void anInterruptedIntentIsReportedUnknownOnceAndNeverRepeated() {
    try (var world = GateWorld.running()) {
      var draft = world.draft();
      var held = cutOff(world, draft.build());
      world.car.observed(Map.of("doors", "unlocked"));
      world.killAndRestart();
      var receipt = world.heard.onlyReceipt();
      assertEquals(ReceiptOutcome.UNKNOWN, world.receipt(receipt).outcome());
      var detail = world.detail(receipt, draft.replyKey());
      assertEquals(Optional.of(RefusalCode.INTERRUPTED), detail.code());
      assertEquals(Map.of("doors", "unlocked"), detail.observed());
      world.gate.receiptDelivered(world.receipt(receipt).sequence());
      world.restart();
      var _ = world.knowTheTime();
      assertTrue(world.heard.receipts.isEmpty(), "it was said before");
      assertTrue(world.car.moves().isEmpty());
      held.countDown();
    }
  }

  @Test
  void theReceiptWaitsAMomentForTheCarToSayItsState() {
    try (var world = GateWorld.running()) {
      var draft = world.draft();
      var held = cutOff(world, draft.build());
      world.car.observed(Map.of("doors", "unknown"));
      world.killAndRestart();
      var _ = world.knowTheTime();
      assertTrue(world.heard.receipts.isEmpty());
      world.car.observed(Map.of("doors", "locked"));
      assertEquals(
          Map.of("doors", "locked"),
          world.detail(world.heard.onlyReceipt(), draft.replyKey()).observed());
      held.countDown();
    }
  }

  @Test
  void aCarThatSaysNothingIsNotWaitedForForEver() {
    try (var world = GateWorld.running()) {
      var draft = world.draft();
      var held = cutOff(world, draft.build());
      world.car.observed(Map.of("doors", "unknown"));
      world.killAndRestart();
      var _ = world.knowTheTime();
      world.pass(Duration.ofSeconds(4));
      assertEquals(
          Map.of("doors", "unknown"),
          world.detail(world.heard.onlyReceipt(), draft.replyKey()).observed());
      held.countDown();
    }
  }

  @Test
  void recoveryOverAFullDiskIsTriedAgain() {
    try (var world = GateWorld.running()) {
      var held = cutOff(world, world.draft().build());
      world.beforeStart = () -> world.disk.fallIll(DurableRefusal.DISK_FULL);
      world.killAndRestart();
      world.heard.await("a refusal", () -> !world.heard.journalRefusals.isEmpty());
      assertTrue(world.heard.receipts.isEmpty());
      world.disk.heal();
      world.pass(Duration.ofSeconds(2));
      assertEquals(ReceiptOutcome.UNKNOWN, world.receipt(world.heard.onlyReceipt()).outcome());
      held.countDown();
    }
  }

  @Test
  void aDuplicateGetsTheSameReceiptAgainAndMovesNothing() {
    try (var world = GateWorld.running()) {
      var draft = world.draft();
      var command = draft.signedCommand();
      assertInstanceOf(
          Decision.Result.Confirmed.class, world.deliver(draft.around(command)).result());
      draft.backEndTime++;
      assertEquals(REPLAYED, world.deliver(draft.around(command)).result());
      assertEquals(1, world.car.moves().size());
      assertEquals(List.of(world.heard.onlyReceipt()), world.heard.repeated);
    }
  }

  @Test
  void aDuplicateIsKnownLongAfterItsBeaconAndItsAppraisalExpired() {
    try (var world = GateWorld.running()) {
      var draft = world.draft();
      var command = draft.signedCommand();
      var _ = world.deliver(draft.around(command));
      world.pass(Duration.ofDays(2));
      draft.backEndTime++;
      assertEquals(REPLAYED, world.deliver(draft.around(command)).result());
      assertEquals(1, world.heard.receipts.size(), "one decision, one receipt");
    }
  }

  @Test
  void aCommandRedeliveredAfterAKillGetsNoSecondDecision() {
    try (var world = GateWorld.running()) {
      var request = world.draft().build();
      var held = cutOff(world, request);
      world.killAndRestart();
      var first = world.heard.onlyReceipt();
      // The broker never heard that it was settled; the time is not known yet.
      assertEquals(REPLAYED, world.deliver(request).result());
      assertEquals(List.of(first), world.heard.repeated);
      assertEquals(1, world.heard.receipts.size());
      held.countDown();
    }
  }

  @Test
  void aRequestTurnedAwayBeforeAKillGetsTheSameAnswerAfterIt() {
    try (var world = GateWorld.running()) {
      var draft = world.draft();
      world.pass(GateWorld.LIFETIME.plusSeconds(1));
      var request = draft.build();
      var _ = world.deliver(request);
      var first = world.heard.onlyReceipt();
      world.killAndRestart();
      assertEquals(REPLAYED, world.deliver(request).result());
      assertEquals(List.of(first), world.heard.repeated);
    }
  }

  @Test
  void aDuplicateOfOneUnderWayIsSettledAndAnsweredByTheFirst() {
    try (var world = GateWorld.running()) {
      var request = world.draft().build();
      var held = cutOff(world, request);
      var again = world.deliverOnly(request);
      world.heard.await("its decision", () -> world.heard.decisions.size() == 1);
      assertEquals(REPLAYED, world.heard.decisions.getFirst().result());
      assertEquals(1, again.get());
      assertTrue(world.heard.receipts.isEmpty());
      held.countDown();
      var _ = world.heard.onlyReceipt();
      assertEquals(1, world.car.moves().size());
    }
  }

  @Test
  void repeatedReceiptsAreLimitedInRate() {
    try (var world = GateWorld.running()) {
      var request = world.draft().build();
      var _ = world.deliver(request);
      for (int i = 0; i < 50; i++) {
        assertEquals(REPLAYED, world.deliver(request).result());
      }
      assertEquals(10, world.heard.repeated.size());
      world.pass(Duration.ofSeconds(1));
      assertEquals(REPLAYED, world.deliver(request).result());
      assertEquals(11, world.heard.repeated.size());
    }
  }

  @Test
  void receiptsTheBrokerDidNotTakeAreOfferedAgainInTheirOrderAlsoAfterAKill() {
    try (var world = GateWorld.running()) {
      for (int i = 0; i < 12; i++) {
        var _ = world.deliver(world.draft().build());
      }
      world.heard.await("all receipts", () -> world.heard.receipts.size() == 12);
      var sent = Map.copyOf(world.heard.receipts);
      for (long sequence = 1; sequence <= 4; sequence++) {
        world.gate.receiptDelivered(sequence);
      }
      var _ = world.deliver(world.draft().build());
      world.killAndRestart();
      world.gate.linkUp();
      world.heard.await("those left", () -> world.heard.receipts.size() == 9);
      var order = new ArrayList<>(world.heard.receiptOrder);
      assertEquals(order.stream().sorted().toList(), order);
      for (long sequence = 5; sequence <= 12; sequence++) {
        assertEquals(sent.get(sequence), world.heard.receipts.get(sequence));
      }
      assertTrue(world.heard.receipts.containsKey(13L), "the last of all is not forgotten");
    }
  }

  @Test
  void countersAndReceiptsSurviveManyRestartsAndCheckpoints() {
    try (var world = GateWorld.running()) {
      var requests = new ArrayList<Bytes>();
      for (int round = 0; round < 4; round++) {
        for (int i = 0; i < 30; i++) {
          var draft = world.draft();
          draft.name = i % 2 == 0 ? CommandName.LOCK : CommandName.UNLOCK;
          requests.add(draft.build());
          assertInstanceOf(
              Decision.Result.Confirmed.class, world.deliver(requests.getLast()).result());
        }
        world.killAndRestart();
        for (Bytes request : requests.subList(requests.size() - 30, requests.size())) {
          assertEquals(REPLAYED, world.deliver(request).result());
        }
        var _ = world.knowTheTime();
      }
      assertEquals(120, world.car.moves().size());
    }
  }

  @Test
  void aVehicleThatManyPeopleDriveDoesNotRunOutOfRoomForThem() {
    try (var world = GateWorld.running()) {
      for (int boot = 0; boot < 3; boot++) {
        for (int i = 0; i < 30; i++) {
          var guest = world.guest();
          var granted = GrantCodec.sign(People.grant(guest.publicKey(), Role.DRIVER), People.OWNER);
          var request = world.draft().by(guest, granted).build();
          assertInstanceOf(Decision.Result.Confirmed.class, world.deliver(request).result());
          assertEquals(REPLAYED, world.deliver(request).result());
        }
        world.restart();
        var _ = world.knowTheTime();
      }
      assertEquals(90, world.car.moves().size());
    }
  }
}
