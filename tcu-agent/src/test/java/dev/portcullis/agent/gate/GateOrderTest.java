package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.agent.journal.Ledger;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.Journal;
import dev.portcullis.crypto.durable.JournalLimits;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.crypto.durable.testing.Choices;
import dev.portcullis.crypto.message.Advice;
import dev.portcullis.crypto.message.BeaconCodec;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens when, and what the disk has to say about it. */
final class GateOrderTest {

  // A test that waits leaves the processor to what it waits for.
  private static final long A_MOMENT = 1_000_000;

  @Test
  void aGenuineCommandIsCarriedOutOnceAndConfirmed() {
    try (var world = GateWorld.running()) {
      var draft = world.draft();
      assertInstanceOf(Decision.Result.Confirmed.class, world.deliver(draft.build()).result());
      assertEquals(1, world.car.moves().size());
      assertEquals(CommandName.UNLOCK, world.car.moves().getFirst().name());
      var receipt = world.heard.onlyReceipt();
      assertEquals(ReceiptOutcome.DONE, world.receipt(receipt).outcome());
      var detail = world.detail(receipt, draft.replyKey());
      assertEquals(Optional.empty(), detail.code());
      assertEquals(Map.of("doors", "locked"), detail.observed());
    }
  }

  @Test
  void theFrameThatWentOutStandsInTheJournalWithItsDecision() throws StorageFault {
    try (var world = GateWorld.running()) {
      var _ = world.deliver(world.draft().build());
      var frame = "2F0#0" + world.car.moves().getFirst().decision() % 10;
      var journal = new StringBuilder();
      for (String file : world.disk.list(GateWorld.FOLDER)) {
        var content = world.disk.read(GateWorld.FOLDER.resolve(file), 1_000_000);
        journal.append(new String(content.toArray(), StandardCharsets.ISO_8859_1));
      }
      assertTrue(journal.toString().contains(frame));
    }
  }

  @Test
  void nothingMovesBeforeItsIntentIsOnTheDisk() {
    try (var world = GateWorld.running()) {
      var signer = People.OWNER.publicKey().thumbprint();
      var pendingAfterPowerCut = new AtomicInteger();
      world.car.beforeEach(() -> pendingAfterPowerCut.addAndGet(onDisk(world, signer)));
      for (int i = 0; i < 5; i++) {
        var _ = world.deliver(world.draft().build());
      }
      assertEquals(5, pendingAfterPowerCut.get(), "each intent was there when the car was asked");
    }
  }

  /** How many intents of the signer a power cut at this moment would leave. */
  private static int onDisk(GateWorld world, Digest signer) {
    var disk = world.disk.afterCrash(Choices.first());
    var journal =
        Journal.open(disk, GateWorld.FOLDER, new JournalLimits(16_384, 300_000, 900_000)).orFault();
    var ledger = Ledger.open(journal, Instant.EPOCH, 1000).orFault();
    return (int)
        ledger.interrupted().stream().filter(intent -> intent.signer().equals(signer)).count();
  }

  @Test
  void aDeliveryIsSettledOnlyOnceItsDecisionIsDurable() {
    try (var world = GateWorld.running()) {
      world.disk.fallIll(DurableRefusal.DISK_FULL);
      var accepted = world.deliverOnly(world.draft().build());
      var refused = world.draft();
      refused.policySequence = 99;
      var alsoWaiting = world.deliverOnly(refused.build());
      world.heard.await("two refusals", () -> world.heard.journalRefusals.size() >= 2);
      assertEquals(0, accepted.get() + alsoWaiting.get());
      assertTrue(world.car.moves().isEmpty());
      assertTrue(world.heard.receipts.isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DurableRefusal.class,
      names = {"DISK_FULL", "READ_ONLY", "IO_ERROR"})
  void aDiskThatTakesNothingHoldsEverythingUpAndRecoversByItself(DurableRefusal illness) {
    try (var world = GateWorld.running()) {
      world.disk.fallIll(illness);
      var first = world.draft();
      var second = world.draft();
      second.name = CommandName.LOCK;
      var settled = List.of(world.deliverOnly(first.build()), world.deliverOnly(second.build()));
      world.heard.await("refusals", () -> world.heard.journalRefusals.size() >= 2);
      assertEquals(illness, world.heard.journalRefusals.getFirst());
      world.pass(Duration.ofSeconds(2));
      world.heard.await("a retry", () -> world.heard.journalRefusals.size() >= 3);
      assertTrue(world.car.moves().isEmpty());
      world.disk.heal();
      world.pass(Duration.ofSeconds(2));
      world.heard.await("both decisions", () -> world.heard.decisions.size() == 2);
      assertEquals(List.of(1, 1), settled.stream().map(AtomicInteger::get).toList());
      assertEquals(
          List.of(CommandName.UNLOCK, CommandName.LOCK),
          world.car.moves().stream().map(FakeCar.Moved::name).toList(),
          "in the order they came");
      assertTrue(world.heard.recoveries.get() > 0);
    }
  }

  @Test
  void aCommandThatLapsedWhileTheDiskWasFullIsRefusedAndNotCarriedOut() {
    try (var world = GateWorld.running()) {
      world.disk.fallIll(DurableRefusal.DISK_FULL);
      var settled = world.deliverOnly(world.draft().build());
      world.heard.await("a refusal", () -> !world.heard.journalRefusals.isEmpty());
      world.disk.heal();
      world.pass(GateWorld.LIFETIME.plusSeconds(1));
      world.heard.await("the decision", () -> world.heard.decisions.size() == 1);
      assertEquals(
          new Decision.Result.Refused(RefusalCode.BEACON_EXPIRED),
          world.heard.decisions.getFirst().result());
      assertEquals(1, settled.get());
      assertTrue(world.car.moves().isEmpty());
    }
  }

  @Test
  void anEndThatFindsNoDiskIsWrittenLaterAndOnlyThenAnswered() {
    try (var world = GateWorld.running()) {
      world.car.beforeEach(() -> world.disk.fallIll(DurableRefusal.IO_ERROR));
      var _ = world.deliverOnly(world.draft().build());
      world.heard.await("a refusal", () -> !world.heard.journalRefusals.isEmpty());
      assertEquals(1, world.car.moves().size());
      assertTrue(world.heard.receipts.isEmpty());
      world.disk.heal();
      world.heard.await("the receipt", () -> world.heard.receipts.size() == 1);
      assertTrue(world.heard.recoveries.get() > 0, "and that is said");
      assertEquals(1, world.car.moves().size());
    }
  }

  @Test
  void twoCommandsAreCarriedOutInTheOrderOfTheirDecisions() {
    try (var world = GateWorld.running()) {
      var held = world.car.hold();
      for (CommandName name :
          List.of(CommandName.LOCK, CommandName.UNLOCK, CommandName.TRUNK, CommandName.LOCK)) {
        var draft = world.draft();
        draft.name = name;
        var _ = world.deliverOnly(draft.build());
      }
      held.countDown();
      world.heard.await("four ends", () -> world.heard.decisions.size() == 4);
      assertEquals(
          List.of(CommandName.LOCK, CommandName.UNLOCK, CommandName.TRUNK, CommandName.LOCK),
          world.car.moves().stream().map(FakeCar.Moved::name).toList());
    }
  }

  @Test
  void anOlderUnlockAfterANewerLockIsSupersededAndOthersAreNot() {
    try (var world = GateWorld.running()) {
      var unlock = world.draft();
      var trunk = world.draft();
      trunk.name = CommandName.TRUNK;
      world.pass(GateWorld.SLOT);
      var lock = world.draft();
      lock.name = CommandName.LOCK;
      assertInstanceOf(Decision.Result.Confirmed.class, world.deliver(lock.build()).result());
      assertEquals(
          new Decision.Result.Refused(RefusalCode.SUPERSEDED),
          world.deliver(unlock.build()).result());
      assertInstanceOf(Decision.Result.Confirmed.class, world.deliver(trunk.build()).result());
      var outcomes =
          world.heard.receipts.values().stream().map(r -> world.receipt(r).outcome()).toList();
      assertTrue(outcomes.contains(ReceiptOutcome.SUPERSEDED));
    }
  }

  @Test
  void ofTwoOverTheSameBeaconTheOneThatComesLaterWins() {
    try (var world = GateWorld.running()) {
      var first = world.draft();
      var second = world.draft();
      assertInstanceOf(Decision.Result.Confirmed.class, world.deliver(second.build()).result());
      assertInstanceOf(Decision.Result.Confirmed.class, world.deliver(first.build()).result());
    }
  }

  @Test
  void aRefusedCommandSupersedesNobody() {
    try (var world = GateWorld.running()) {
      var owners = world.draft();
      world.pass(GateWorld.SLOT);
      world.car.obstacle(RefusalCode.NOT_STANDING);
      var refused = world.draft().byTheDriver();
      refused.name = CommandName.LOCK;
      var _ = world.deliver(refused.build());
      world.car.noObstacle();
      assertInstanceOf(Decision.Result.Confirmed.class, world.deliver(owners.build()).result());
    }
  }

  @Test
  void whoIsToSignAgainGetsTheNewestBeacon() {
    try (var world = GateWorld.running()) {
      var request = world.draft();
      world.pass(GateWorld.LIFETIME.plus(GateWorld.SLOT));
      var _ = world.deliver(request.build());
      var receipt = world.receipt(world.heard.onlyReceipt());
      var beacon =
          BeaconCodec.parse(receipt.beacon().orElseThrow())
              .orFault()
              .verify(People.CAR.publicKey())
              .orFault();
      assertEquals(world.beacons.slot(), beacon.slot());
      assertEquals(world.beacons.nonce(world.beacons.slot()), beacon.nonce());
      assertInstanceOf(
          Advice.WithNewBeacon.class,
          world.detail(world.heard.onlyReceipt(), request.replyKey()).advice());
    }
  }

  @Test
  void aFaultOnTheCarsSideIsNotKeptSecret() {
    try (var world = GateWorld.running()) {
      world.car.beforeEach(() -> {
        throw new IllegalStateException("a fault of can-bridge");
      });
      var _ = world.deliverOnly(world.draft().build());
      var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (world.heard.faults.isEmpty() && System.nanoTime() < deadline) {
        LockSupport.parkNanos(A_MOMENT);
      }
      assertEquals(1, world.heard.faults.size(), "whoever runs the agent ends the process");
      world.heard.faults.clear();
    }
  }

  @Test
  void aBeaconIsPublishedAtTheStartAndWithEachSlot() {
    try (var world = GateWorld.running()) {
      world.heard.await("the first", () -> world.heard.beacons.size() == 1);
      world.pass(GateWorld.SLOT);
      world.heard.await("the second", () -> world.heard.beacons.size() == 2);
      assertEquals(2, BeaconCodec.parse(world.heard.beacons.getLast()).orFault().claims().slot());
    }
  }
}
