package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.token.TrustTier;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.TimeStatement;
import dev.portcullis.crypto.message.TimeStatementCodec;
import dev.portcullis.crypto.message.Uses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What somebody without a key can cost the owner of one: nothing but his share of the queue. */
final class GateStrangersTest {

  private static void assertConfirmed(Decision decision) {
    assertInstanceOf(Decision.Result.Confirmed.class, decision.result());
  }

  private static void assertRefused(RefusalCode code, Decision decision) {
    assertEquals(new Decision.Result.Refused(code), decision.result());
  }

  /** The gate busy in a way that lets everything queue up behind it. */
  private static AtomicInteger deliverAll(GateWorld world, List<Bytes> requests) {
    var settled = new AtomicInteger();
    for (Bytes request : requests) {
      world.gate.deliver(request, settled::incrementAndGet, world.nanos.get());
    }
    return settled;
  }

  @Test
  void aFloodOfForgedSignaturesUnderTheOwnersKeyDoesNotSpendHisAllowance() {
    try (var world = new GateWorld()) {
      world.policy = People.policy(3);
      var _ = world.start().knowTheTime();
      for (int i = 0; i < 100; i++) {
        var forged = world.draft();
        forged.alterCommand = Draft::withAFlippedBit;
        assertRefused(RefusalCode.BAD_SIGNATURE, world.deliver(forged.build()));
      }
      assertTrue(world.heard.receipts.isEmpty());
      for (int i = 0; i < 3; i++) {
        assertConfirmed(world.deliver(world.draft().build()));
      }
      assertRefused(RefusalCode.ALLOWANCE_USED, world.deliver(world.draft().build()));
    }
  }

  @Test
  void oneSignersAllowanceIsNotAnothers() {
    try (var world = new GateWorld()) {
      world.policy = People.policy(1);
      var _ = world.start().knowTheTime();
      assertConfirmed(world.deliver(world.draft().byTheDriver().build()));
      assertRefused(RefusalCode.ALLOWANCE_USED, world.deliver(world.draft().byTheDriver().build()));
      assertConfirmed(world.deliver(world.draft().build()));
    }
  }

  @Test
  void aRecordedCommandInEverNewEnvelopesCostsOneLineAndOneReceipt() {
    try (var world = GateWorld.running()) {
      var draft = world.draft();
      var command = draft.signedCommand();
      draft.backEnd = People.STRANGER;
      long before = world.ledger.nextSequence();
      for (int i = 0; i < 60; i++) {
        draft.backEndTime++;
        assertRefused(RefusalCode.BACK_END_UNATTESTED, world.deliver(draft.around(command)));
      }
      assertEquals(1, world.heard.receipts.size());
      assertEquals(before + 1, world.ledger.nextSequence());
      assertTrue(world.heard.repeated.size() <= 10, "the uplink is not the flood's to use");
      draft.backEnd = People.BACK_END;
      assertConfirmed(world.deliver(draft.around(command)));
    }
  }

  @Test
  void inventedGrantsUnderACapturedOwnersGrantShareOneLane() {
    try (var world = GateWorld.running()) {
      assertConfirmed(world.deliver(world.draft().byTheDriver().build()));
      var flood = new ArrayList<Bytes>();
      for (int i = 0; i < 160; i++) {
        var somebody = People.GUESTS.get(i % People.GUESTS.size());
        flood.add(forged(world, somebody, Draft.withAFlippedBit(granted(somebody))));
      }
      var owner = world.draft().build();
      var driver = world.draft().byTheDriver().build();
      var held = holdTheGate(world);
      var _ = deliverAll(world, flood);
      var _ = deliverAll(world, List.of(owner, driver));
      held.run();
      world.heard.await("both", () -> world.car.moves().size() == 3);
      assertTrue(world.heard.strangers.contains(RefusalCode.BUSY), "the flood's lane was full");
    }
  }

  private static Bytes granted(Signer somebody) {
    return GrantCodec.sign(People.grant(somebody.publicKey(), Role.DRIVER), People.OWNER);
  }

  private static Bytes forged(GateWorld world, Signer somebody, Bytes grant) {
    var draft = world.draft().by(somebody, grant);
    draft.app = Optional.of(new Attestation("ear+jwt", Bytes.empty()));
    return draft.build();
  }

  /** Keeps the gate's thread in one call of a report, until what is returned is run. */
  private static Runnable holdTheGate(GateWorld world) {
    var held = new CountDownLatch(1);
    var reached = new CountDownLatch(1);
    world.heard.onTimeBelowTheFloor(() -> {
      reached.countDown();
      try {
        var _ = held.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    world.gate.deliverTime(world.statement(Instant.EPOCH), () -> {});
    world.heard.await("the gate to stand still", () -> reached.getCount() == 0);
    return held::countDown;
  }

  @Test
  void timeStatementsUnderInventedKeysFillNoLanes() {
    try (var world = GateWorld.running()) {
      var settled = new AtomicInteger();
      var flood = new ArrayList<Bytes>();
      for (int i = 0; i < 100; i++) {
        flood.add(
            TimeStatementCodec.sign(
                new TimeStatement(
                    People.VEHICLE,
                    world.beacons.boot(),
                    world.beacons.nonce(world.beacons.slot()),
                    People.NOW.plusSeconds(i)),
                SoftwareSigner.generate(Algorithm.EDDSA, People.RANDOM)));
      }
      var owner = world.draft().build();
      var held = holdTheGate(world);
      flood.forEach(statement -> world.gate.deliverTime(statement, settled::incrementAndGet));
      assertEquals(100, settled.get(), "refused without waiting for the gate");
      var _ = world.deliverOnly(owner);
      held.run();
      world.heard.await("the owner", () -> world.car.moves().size() == 1);
      assertFalse(world.heard.strangers.contains(RefusalCode.BUSY));
    }
  }

  @Test
  void aFullLaneTurnsTheNextAwayAtOnceAndSettlesIt() {
    try (var world = GateWorld.running()) {
      var requests = new ArrayList<Bytes>();
      for (int i = 0; i < 140; i++) {
        var forged = world.draft();
        forged.alterCommand = Draft::withAFlippedBit;
        requests.add(forged.build());
      }
      var held = holdTheGate(world);
      var settled = deliverAll(world, requests);
      assertEquals(12, settled.get());
      assertEquals(12, world.heard.strangers.stream().filter(RefusalCode.BUSY::equals).count());
      held.run();
      world.heard.await("the rest", () -> settled.get() == 140);
    }
  }

  @Test
  void malformedRequestsAreAnsweredWithNothing() {
    try (var world = GateWorld.running()) {
      var settled = deliverAll(world, List.of(Bytes.empty(), Bytes.utf8("unlock, please")));
      assertEquals(2, settled.get());
      assertEquals(List.of(RefusalCode.MALFORMED, RefusalCode.MALFORMED), world.heard.strangers);
      assertTrue(world.heard.receipts.isEmpty());
      assertEquals(1, world.ledger.nextSequence(), "flash is not theirs to wear");
    }
  }

  @Test
  void aGrantedKeyCannotGrantUnlessItIsAnOwners() {
    try (var world = GateWorld.running()) {
      var friend = world.guest();
      var byTheDriver =
          GrantCodec.sign(People.grant(friend.publicKey(), Role.DRIVER), People.DRIVER);
      var draft = world.draft();
      draft.phone = friend;
      draft.grants = List.of(byTheDriver, People.DRIVER_GRANT, People.OWNER_GRANT);
      assertRefused(RefusalCode.BAD_GRANT, world.deliver(draft.build()));

      var second = world.guest();
      var asOwner = GrantCodec.sign(People.grant(second.publicKey(), Role.OWNER), People.OWNER);
      var bySecond = GrantCodec.sign(People.grant(friend.publicKey(), Role.DRIVER), second);
      var allowed = world.draft();
      allowed.phone = friend;
      allowed.grants = List.of(bySecond, asOwner, People.OWNER_GRANT);
      assertConfirmed(world.deliver(allowed.build()));
    }
  }

  @Test
  void aRightMustBeInEveryGrantOfTheChain() {
    try (var world = GateWorld.running()) {
      var second = world.guest();
      var friend = world.guest();
      var onlyLocking =
          GrantCodec.sign(
              People.grant(
                  second.publicKey(),
                  Role.OWNER,
                  EnumSet.of(CommandName.LOCK),
                  new Uses.Unlimited()),
              People.OWNER);
      var everything = GrantCodec.sign(People.grant(friend.publicKey(), Role.DRIVER), second);
      var draft = world.draft();
      draft.phone = friend;
      draft.grants = List.of(everything, onlyLocking, People.OWNER_GRANT);
      assertRefused(RefusalCode.NOT_GRANTED, world.deliver(draft.build()));
    }
  }

  @Test
  void aGrantByTheHandOverKeyThatCameWithACommandProvesNothing() {
    try (var world = GateWorld.running()) {
      var usurper = world.guest();
      var draft = world.draft();
      draft.phone = usurper;
      draft.grants =
          List.of(GrantCodec.sign(People.grant(usurper.publicKey(), Role.OWNER), People.HAND_OVER));
      assertRefused(RefusalCode.UNKNOWN_KEY, world.deliver(draft.build()));
    }
  }

  @Test
  void aPhoneCannotCountersignWithItsOwnAppraisal() {
    try (var world = GateWorld.running()) {
      var draft = world.draft();
      draft.backEnd = People.OWNER;
      draft.backEndAttestation =
          People.ear(AttesterRole.APP, People.OWNER.publicKey(), TrustTier.AFFIRMING);
      assertRefused(RefusalCode.SELF_COUNTERSIGNED, world.deliver(draft.build()));
      var byOther = world.draft();
      byOther.backEnd = People.DRIVER;
      byOther.backEndAttestation =
          People.ear(AttesterRole.BACK_END, People.DRIVER.publicKey(), TrustTier.AFFIRMING);
      assertRefused(RefusalCode.SELF_COUNTERSIGNED, world.deliver(byOther.build()));
      var byStranger = world.draft();
      byStranger.backEnd = People.STRANGER;
      byStranger.backEndAttestation =
          People.ear(AttesterRole.APP, People.STRANGER.publicKey(), TrustTier.AFFIRMING);
      assertRefused(RefusalCode.WRONG_ROLE, world.deliver(byStranger.build()));
    }
  }

  @Test
  void backEndsAreAppraisedAsStrictlyAsApps() {
    try (var world = GateWorld.running()) {
      for (Attestation bad :
          List.of(
              People.ear(AttesterRole.BACK_END, People.BACK_END.publicKey(), TrustTier.WARNING),
              People.ear(
                  AttesterRole.BACK_END,
                  People.BACK_END_WORKLOAD,
                  People.BACK_END.publicKey(),
                  TrustTier.AFFIRMING,
                  People.NOW),
              People.ear(
                  AttesterRole.BACK_END,
                  "another-workload.example",
                  People.BACK_END.publicKey(),
                  TrustTier.AFFIRMING,
                  People.NOW.plusSeconds(60)),
              People.ear(AttesterRole.BACK_END, People.STRANGER.publicKey(), TrustTier.AFFIRMING),
              new Attestation("ear+jwt", Bytes.empty()))) {
        var draft = world.draft();
        draft.backEndAttestation = bad;
        assertRefused(RefusalCode.BACK_END_UNATTESTED, world.deliver(draft.build()));
      }
    }
  }

  @Test
  void aCountersignatureTakenFromAnotherRequestDoesNotFit() {
    try (var world = GateWorld.running()) {
      var genuine = world.draft().build();
      var other = world.draft();
      other.alterRequest =
          request ->
              Draft.withSignature(request, genuine.slice(genuine.size() - 64, genuine.size()));
      assertRefused(RefusalCode.BAD_COUNTERSIGNATURE, world.deliver(other.build()));
    }
  }

  @Test
  void refusalsAtTheDoorTellNothingOfTheCar() {
    try (var world = GateWorld.running()) {
      var behind = world.draft();
      behind.policySequence = People.POLICY_SEQUENCE + 1;
      var _ = world.deliver(behind.build());
      assertTrue(world.detail(world.heard.onlyReceipt(), behind.replyKey()).observed().isEmpty());
    }
  }
}
