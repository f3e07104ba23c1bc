package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.agent.journal.Entry;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.Arguments;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A remote start ends, whatever happens to whoever should have ended it. */
final class RemoteStartTest {

  private static Draft start(GateWorld world) {
    var draft = world.draft();
    draft.name = CommandName.START;
    return draft;
  }

  private static long stops(GateWorld world) {
    return world.car.moves().stream().filter(move -> move.name() == CommandName.STOP).count();
  }

  private static void awaitStops(GateWorld world, long number) {
    world.heard.await(number + " stops", () -> stops(world) == number);
    world.heard.await("word of it", () -> world.heard.runsEnded.size() >= number);
  }

  private static Decision.Result started(GateWorld world) {
    return world.deliver(start(world).build()).result();
  }

  @Test
  void itsLimitIsDurableBeforeTheEngineStarts() {
    try (var world = GateWorld.running()) {
      var seen = new CopyOnWriteArrayList<Optional<Entry.RunLimit>>();
      world.car.beforeEach(() -> seen.add(world.ledger.runLimit()));
      assertInstanceOf(Decision.Result.Confirmed.class, started(world));
      assertEquals(
          List.of(
              Optional.of(
                  new Entry.RunLimit(
                      world.kernelBoot, world.bootNanos.get() + People.MAXIMUM_RUN.toNanos()))),
          seen);
    }
  }

  @Test
  void withoutRoomForTheLimitTheEngineStaysOff() {
    try (var world = GateWorld.running()) {
      world.disk.faultIn(2, DurableRefusal.DISK_FULL);
      assertEquals(new Decision.Result.NotTransmitted(RefusalCode.JOURNAL_FULL), started(world));
      assertTrue(world.car.moves().isEmpty());
    }
  }

  @Test
  void endsByItselfAfterThePolicysMaximum() {
    try (var world = GateWorld.running()) {
      var asked = start(world);
      asked.arguments = new Arguments.RunTime(Duration.ofHours(1));
      var _ = world.deliver(asked.build());
      assertEquals(
          new Arguments.RunTime(People.MAXIMUM_RUN), world.car.moves().getFirst().arguments());
      world.pass(People.MAXIMUM_RUN.minusNanos(1));
      assertInstanceOf(
          Decision.Result.Confirmed.class, world.deliver(world.draft().build()).result());
      assertEquals(0, stops(world));
      world.pass(Duration.ofNanos(1));
      awaitStops(world, 1);
      world.heard.await("the limit's end", () -> world.ledger.runLimit().isEmpty());
    }
  }

  @Test
  void endsSoonerWhereSoonerWasAskedFor() {
    try (var world = GateWorld.running()) {
      var asked = start(world);
      asked.arguments = new Arguments.RunTime(Duration.ofMinutes(2));
      var _ = world.deliver(asked.build());
      world.pass(Duration.ofMinutes(2));
      awaitStops(world, 1);
    }
  }

  @Test
  void aRunThatDoesNotEndIsEndedAgain() {
    try (var world = GateWorld.running()) {
      assertInstanceOf(Decision.Result.Confirmed.class, started(world));
      world.car.answerNext(new Car.Actuation.Unconfirmed(RefusalCode.NO_FEEDBACK));
      world.pass(People.MAXIMUM_RUN);
      awaitStops(world, 1);
      assertTrue(world.ledger.runLimit().isPresent());
      world.pass(Duration.ofSeconds(5));
      awaitStops(world, 2);
      world.heard.await("the limit's end", () -> world.ledger.runLimit().isEmpty());
    }
  }

  @Test
  void anEngineThatADriverTookOverIsLeftAlone() {
    try (var world = GateWorld.running()) {
      assertInstanceOf(Decision.Result.Confirmed.class, started(world));
      world.car.answerNext(new Car.Actuation.NotTransmitted(RefusalCode.ENGINE_NOT_REMOTE));
      world.pass(People.MAXIMUM_RUN);
      world.heard.await("the limit's end", () -> world.ledger.runLimit().isEmpty());
      assertEquals(0, stops(world));
    }
  }

  @Test
  void endsAlsoAfterARestartOfTheAgent() {
    try (var world = GateWorld.running()) {
      assertInstanceOf(Decision.Result.Confirmed.class, started(world));
      world.restart();
      world.pass(People.MAXIMUM_RUN.minusSeconds(1));
      var _ = world.knowTheTime().deliver(world.draft().build());
      assertEquals(0, stops(world), "its time is not over yet");
      world.pass(Duration.ofSeconds(1));
      awaitStops(world, 1);
    }
  }

  @Test
  void endsAtOnceAfterARestartOfTheKernel() {
    try (var world = GateWorld.running()) {
      assertInstanceOf(Decision.Result.Confirmed.class, started(world));
      world.kernelBoot = "kernel-boot-2";
      world.bootNanos.set(Duration.ofSeconds(20).toNanos());
      world.restart();
      awaitStops(world, 1);
    }
  }

  @Test
  void aConfirmedStopTakesTheLimitAway() {
    try (var world = GateWorld.running()) {
      assertInstanceOf(Decision.Result.Confirmed.class, started(world));
      var stop = world.draft();
      stop.name = CommandName.STOP;
      assertInstanceOf(Decision.Result.Confirmed.class, world.deliver(stop.build()).result());
      assertEquals(Optional.empty(), world.ledger.runLimit());
    }
  }

  @Test
  void anUnconfirmedStopLeavesTheLimit() {
    try (var world = GateWorld.running()) {
      assertInstanceOf(Decision.Result.Confirmed.class, started(world));
      world.car.answerNext(new Car.Actuation.Unconfirmed(RefusalCode.NO_FEEDBACK));
      var stop = world.draft();
      stop.name = CommandName.STOP;
      var _ = world.deliver(stop.build());
      assertTrue(world.ledger.runLimit().isPresent());
    }
  }

  @Test
  void aStartThatMovedNothingLeavesNoLimit() {
    try (var world = GateWorld.running()) {
      world.car.answerNext(new Car.Actuation.NotTransmitted(RefusalCode.ADAPTER_GONE));
      var _ = started(world);
      assertEquals(Optional.empty(), world.ledger.runLimit());
    }
  }

  @Test
  void aStartThatMayHaveWorkedKeepsItsLimit() {
    try (var world = GateWorld.running()) {
      world.car.answerNext(new Car.Actuation.Unconfirmed(RefusalCode.NO_FEEDBACK));
      var _ = started(world);
      assertTrue(world.ledger.runLimit().isPresent());
      world.pass(People.MAXIMUM_RUN);
      awaitStops(world, 1);
    }
  }

  @Test
  void ofTwoStartsAtOnceEitherMayFailAndTheRunIsStillLimited() {
    for (int failing = 0; failing < 2; failing++) {
      try (var world = GateWorld.running()) {
        var held = world.car.hold();
        var answers = new ArrayList<Car.Actuation>();
        answers.add(new Car.Actuation.Confirmed());
        answers.add(failing, new Car.Actuation.NotTransmitted(RefusalCode.ENGINE_RUNNING));
        answers.forEach(world.car::answerNext);
        var first = start(world);
        first.arguments = new Arguments.RunTime(Duration.ofMinutes(1));
        var firstSettled = world.deliverOnly(first.build());
        var secondSettled = world.deliverOnly(start(world).build());
        world.heard.await(
            "both intents", () -> firstSettled.get() == 1 && secondSettled.get() == 1);
        held.countDown();
        world.heard.await("both ends", () -> world.heard.decisions.size() == 2);
        assertTrue(world.ledger.runLimit().isPresent(), "the engine runs without end");
        world.pass(Duration.ofMinutes(1));
        awaitStops(world, 1);
      }
    }
  }

  @Test
  void aStopThatIsReportedLateDoesNotTakeTheNextStartsLimitAway() {
    try (var world = GateWorld.running()) {
      assertInstanceOf(Decision.Result.Confirmed.class, started(world));
      var held = world.car.hold();
      var stop = world.draft();
      stop.name = CommandName.STOP;
      var stopSettled = world.deliverOnly(stop.build());
      var startSettled = world.deliverOnly(start(world).build());
      world.heard.await("both intents", () -> stopSettled.get() == 1 && startSettled.get() == 1);
      held.countDown();
      world.heard.await("both ends", () -> world.heard.decisions.size() == 3);
      assertTrue(world.ledger.runLimit().isPresent(), "the engine runs without end");
    }
  }
}
