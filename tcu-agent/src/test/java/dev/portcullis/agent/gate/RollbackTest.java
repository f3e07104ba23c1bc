package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.portcullis.agent.grant.Presence.Signal;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.durable.testing.Choices;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.OwnerNotice;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Role;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody puts an old image of the vehicle's disk back. */
final class RollbackTest {

  private static final Decision.Result ROLLED_BACK =
      new Decision.Result.Refused(RefusalCode.STATE_ROLLED_BACK);

  private static final long NEXT = People.EPOCH + 1;

  /** Everything that was forced is there: an image that somebody took of a running car. */
  private static CrashingFileSystem image(GateWorld world) {
    return world.disk.afterCrash(Choices.first());
  }

  private static GateWorld on(CrashingFileSystem disk) {
    disk.kill();
    return new GateWorld(disk).start().knowTheTime();
  }

  @CanIgnoreReturnValue
  private static FilingAnswer owner(GateWorld world, Bytes statement) {
    return world.file(FilingKind.OWNER_STATEMENT, Filings.byTheOwner(statement));
  }

  private static Bytes revocation(Signer... keys) {
    var thumbprints = Arrays.stream(keys).map(key -> key.publicKey().thumbprint()).toList();
    return Filings.revocation(People.EPOCH, People.OWNER, thumbprints);
  }

  @CanIgnoreReturnValue
  private static FilingAnswer echo(GateWorld world, Bytes checkpoint) {
    return world.file(FilingKind.ECHO, checkpoint);
  }

  private static Decision.Result command(GateWorld world) {
    return world.deliver(world.draft().build()).result();
  }

  private static Bytes newest(GateWorld world) {
    world.lookedAround();
    return world.heard.checkpoints.getLast();
  }

  @Test
  void checkpointsCountOnAcrossStartsAndChanges() {
    try (var world = GateWorld.running()) {
      long first = world.heard.checkpoint().count();
      owner(world, revocation(People.DRIVER));
      world.lookedAround();
      assertEquals(first + 1, world.heard.checkpoint().count());
      world.killAndRestart();
      world.knowTheTime();
      assertEquals(first + 2, world.heard.checkpoint().count());
      assertEquals(1, world.heard.checkpoints.size(), "one at each start, and no more");
    }
  }

  @Test
  void itsOwnNewestCheckpointsTellItNothing() {
    try (var world = GateWorld.running()) {
      var old = newest(world);
      owner(world, revocation(People.DRIVER));
      assertInstanceOf(FilingAnswer.Done.class, echo(world, old));
      assertInstanceOf(FilingAnswer.Done.class, echo(world, newest(world)));
      world.restart();
      world.knowTheTime();
      assertInstanceOf(FilingAnswer.Done.class, echo(world, old));
      assertInstanceOf(Decision.Result.Confirmed.class, command(world));
    }
  }

  @Test
  void anOldImageIsFoundOutAndCarriesNothingOutUntilTheRevocationsCameAgain() {
    try (var world = GateWorld.running()) {
      var before = image(world);
      var lost = revocation(People.DRIVER);
      owner(world, lost);
      var echoed = newest(world);
      try (var old = on(before)) {
        assertInstanceOf(
            Decision.Result.Confirmed.class,
            old.deliver(old.draft().byTheDriver().build()).result(),
            "the thief's phone works again");
        echo(old, echoed);
        assertEquals(ROLLED_BACK, command(old));
        assertInstanceOf(OwnerNotice.StateRolledBack.class, old.heard.notices.getLast());
        old.killAndRestart();
        old.knowTheTime();
        assertEquals(ROLLED_BACK, command(old), "a restart lifts nothing");
        owner(old, lost);
        old.lookedAround();
        assertInstanceOf(Decision.Result.Confirmed.class, command(old));
        assertInstanceOf(OwnerNotice.StateRestored.class, old.heard.notices.getLast());
        var count = world.heard.checkpoint().count();
        assertTrue(old.heard.checkpoint().count() > count, "no count is used twice");
        assertInstanceOf(FilingAnswer.Done.class, echo(old, echoed));
      }
    }
  }

  @Test
  void anOldImageThatWasRestartedUntilItsCountIsHigherIsFoundOutToo() {
    try (var world = GateWorld.running()) {
      var before = image(world);
      owner(world, revocation(People.DRIVER));
      var echoed = newest(world);
      try (var old = on(before)) {
        for (int i = 0; i < 5; i++) {
          old.restart();
        }
        old.knowTheTime();
        assertTrue(old.heard.checkpoint().count() > world.heard.checkpoint().count());
        echo(old, echoed);
        assertEquals(ROLLED_BACK, command(old));
      }
    }
  }

  @Test
  void noKeyEnrolsInAnOldImage() {
    try (var world = GateWorld.running()) {
      echo(world, Filings.checkpoint(99, world));
      assertEquals(
          RefusalCode.STATE_ROLLED_BACK,
          assertInstanceOf(
                  FilingAnswer.Refused.class,
                  owner(world, Filings.windowRequest(world, People.OWNER)))
              .code());
      world.present(Signal.ENROL);
      assertTrue(world.gate.offer().isEmpty());
    }
  }

  @Test
  void theFormerOwnerDoesNotGetTheCarBackByTheHandOverThatWasCarriedOut() {
    try (var world = GateWorld.running()) {
      var before = image(world);
      var buyer = People.key();
      var handOver = Filings.signed(Filings.handOverTo(buyer.publicKey(), NEXT));
      sell(world, handOver);
      var echoed = newest(world);
      try (var old = on(before)) {
        echo(old, echoed);
        var accomplice = Filings.signed(Filings.handOverTo(People.key().publicKey(), NEXT));
        sell(old, accomplice);
        assertEquals(People.EPOCH, old.ledger.register().epoch());
        assertEquals(ROLLED_BACK, command(old));
        sell(old, Filings.signed(Filings.handOverTo(buyer.publicKey(), NEXT + 1)));
        old.lookedAround();
        var draft = old.draft();
        draft.phone = buyer;
        draft.grants = List.of(Filings.grant(buyer.publicKey(), Role.OWNER, NEXT + 1, buyer));
        assertInstanceOf(Decision.Result.Confirmed.class, old.deliver(draft.build()).result());
      }
    }
  }

  private static void sell(GateWorld world, Bytes handOver) {
    var _ = world.file(FilingKind.HAND_OVER, handOver);
    owner(world, Filings.consent(handOver, People.OWNER));
    world.present(Signal.HAND_OVER);
  }

  @Test
  void overTheLocalChannelAnOwnerStillLocksAndUnlocks() {
    try (var world = new GateWorld()) {
      world.channel = Channel.LOCAL;
      var _ = world.start().knowTheTime();
      echo(world, Filings.checkpoint(99, world));
      var trunk = world.draft();
      trunk.channel = Channel.LOCAL;
      trunk.name = CommandName.TRUNK;
      assertEquals(ROLLED_BACK, world.deliver(trunk.build()).result());
      var unlock = world.draft();
      unlock.channel = Channel.LOCAL;
      // This policy has no rule for the local channel: the refusal is of a later stage.
      assertEquals(
          new Decision.Result.Refused(RefusalCode.POLICY_FORBIDS),
          world.deliver(unlock.build()).result());
    }
  }

  @Test
  void aCheckpointThatAnybodyElseSignedIsAStrangers() {
    try (var world = GateWorld.running()) {
      assertEquals(
          new FilingAnswer.Stranger(RefusalCode.BAD_SIGNATURE),
          echo(world, Draft.withAFlippedBit(Filings.checkpoint(99, world))));
      assertInstanceOf(Decision.Result.Confirmed.class, command(world));
    }
  }
}
