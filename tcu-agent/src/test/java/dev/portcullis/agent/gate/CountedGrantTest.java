package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.Uses;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A grant that is good for so many commands is good for no more. */
final class CountedGrantTest {

  private static Bytes counted(Signer key, Role role, long uses) {
    return GrantCodec.sign(
        People.grant(
            key.publicKey(), role, EnumSet.allOf(CommandName.class), new Uses.Counted(uses)),
        People.OWNER);
  }

  private static Decision.Result by(GateWorld world, Signer key, Bytes grant) {
    return world.deliver(world.draft().by(key, grant).build()).result();
  }

  private static void usedUp(Decision.Result result) {
    assertEquals(new Decision.Result.Refused(RefusalCode.GRANT_USED_UP), result);
  }

  @Test
  void isGoodForItsNumberOfCommandsAndNoMore() {
    var grant = counted(People.DRIVER, Role.DRIVER, 2);
    try (var world = GateWorld.running()) {
      assertInstanceOf(Decision.Result.Confirmed.class, by(world, People.DRIVER, grant));
      assertInstanceOf(Decision.Result.Confirmed.class, by(world, People.DRIVER, grant));
      usedUp(by(world, People.DRIVER, grant));
      assertEquals(2, world.car.moves().size());
    }
  }

  @Test
  void isCountedAcrossAPowerCut() {
    var grant = counted(People.DRIVER, Role.DRIVER, 1);
    try (var world = GateWorld.running()) {
      assertInstanceOf(Decision.Result.Confirmed.class, by(world, People.DRIVER, grant));
      world.killAndRestart();
      world.knowTheTime();
      usedUp(by(world, People.DRIVER, grant));
    }
  }

  @Test
  void isCountedAcrossACheckpointOfTheJournal() {
    var grant = counted(People.DRIVER, Role.DRIVER, 1);
    try (var world = GateWorld.running()) {
      assertInstanceOf(Decision.Result.Confirmed.class, by(world, People.DRIVER, grant));
      for (int i = 0; i < 60; i++) {
        var _ = world.deliver(world.draft().build());
      }
      world.restart();
      world.knowTheTime();
      usedUp(by(world, People.DRIVER, grant));
    }
  }

  @Test
  void isNotUsedUpByWhatWasRefused() {
    var grant = counted(People.DRIVER, Role.DRIVER, 1);
    try (var world = GateWorld.running()) {
      world.car.obstacle(RefusalCode.NOT_STANDING);
      assertEquals(
          new Decision.Result.Refused(RefusalCode.NOT_STANDING), by(world, People.DRIVER, grant));
      world.car.noObstacle();
      assertInstanceOf(Decision.Result.Confirmed.class, by(world, People.DRIVER, grant));
    }
  }

  @Test
  void isNotUsedUpWhereTheIntentWasNotDurable() {
    var grant = counted(People.DRIVER, Role.DRIVER, 1);
    try (var world = GateWorld.running()) {
      world.disk.fallIll(DurableRefusal.DISK_FULL);
      var waiting = world.draft().by(People.DRIVER, grant).build();
      var _ = world.deliverOnly(waiting);
      world.heard.await("a refusal", () -> !world.heard.journalRefusals.isEmpty());
      assertEquals(0, world.ledger.uses(GrantCodec.parse(grant).orFault().digest()));
    }
  }

  @Test
  void anotherGrantOfTheSameKeyIsCountedByItself() {
    var first = counted(People.DRIVER, Role.DRIVER, 1);
    var second = counted(People.DRIVER, Role.DRIVER, 1);
    try (var world = GateWorld.running()) {
      assertInstanceOf(Decision.Result.Confirmed.class, by(world, People.DRIVER, first));
      assertInstanceOf(Decision.Result.Confirmed.class, by(world, People.DRIVER, second));
      usedUp(by(world, People.DRIVER, second));
    }
  }

  @Test
  void anOwnerWhoseOwnGrantIsCountedGrantsNothing() {
    var secondOwner = People.GUESTS.getFirst();
    var ofTheOwner = counted(secondOwner, Role.OWNER, 99);
    var granted =
        GrantCodec.sign(People.grant(People.DRIVER.publicKey(), Role.DRIVER), secondOwner);
    try (var world = GateWorld.running()) {
      var draft = world.draft();
      draft.phone = People.DRIVER;
      draft.grants = List.of(granted, ofTheOwner, People.OWNER_GRANT);
      usedUp(world.deliver(draft.build()).result());
    }
  }
}
