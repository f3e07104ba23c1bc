package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.agent.policy.Policy;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.Beacon;
import dev.portcullis.crypto.message.BeaconCodec;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Another policy, while commands flow. */
final class PolicyChangeTest {

  private static final long NEXT = People.POLICY_SEQUENCE + 1;
  private static final Digest THE_DRIVER = People.DRIVER.publicKey().thumbprint();

  private static Policy changed(Policy policy, long sequence, Set<Digest> alsoRevoked) {
    var revoked = new HashSet<>(policy.revoked());
    revoked.addAll(alsoRevoked);
    return new Policy(
        sequence,
        policy.validity(),
        policy.time(),
        policy.attestation(),
        policy.commands(),
        policy.allowance(),
        revoked,
        policy.revocationSequence() + alsoRevoked.size(),
        policy.authorities());
  }

  /** The same policy, which ends then. */
  static Policy until(Policy policy, Instant end) {
    return new Policy(
        policy.sequence(),
        new Policy.Validity(policy.validity().notBefore(), end),
        policy.time(),
        policy.attestation(),
        policy.commands(),
        policy.allowance(),
        policy.revoked(),
        policy.revocationSequence(),
        policy.authorities());
  }

  @Test
  void aStaleOneLeavesLockAndUnlockAndTheEndOfARemoteStart() {
    try (var world = GateWorld.running()) {
      world.gate.close();
      world.policy = until(world.policy, People.NOW);
      world.ledger = world.openLedger();
      var _ = world.start().knowTheTime();
      for (CommandName name : CommandName.values()) {
        var draft = world.draft();
        draft.name = name;
        var result = world.deliver(draft.build()).result();
        switch (name) {
          case LOCK, UNLOCK, STOP ->
              assertInstanceOf(Decision.Result.Confirmed.class, result, name.wire());
          case TRUNK, START, HORN_LIGHTS, CLIMATE_ON, CLIMATE_OFF ->
              assertEquals(
                  new Decision.Result.Refused(RefusalCode.POLICY_STALE), result, name.wire());
        }
      }
    }
  }

  private static Decision.Result byTheDriver(GateWorld world) {
    return world.deliver(world.draft().byTheDriver().build()).result();
  }

  private static void adopt(GateWorld world, Policy policy) {
    world.gate.offer(policy, People.authority());
    world.heard.await("the policy", () -> world.heard.policiesAdopted.contains(policy.sequence()));
  }

  private static Beacon newestBeacon(GateWorld world) {
    return BeaconCodec.parse(world.heard.beacons.getLast())
        .orFault()
        .verify(People.CAR.publicKey())
        .orFault();
  }

  @Test
  void isWhatTheNextDecisionIsMadeBy() {
    try (var world = GateWorld.running()) {
      assertInstanceOf(Decision.Result.Confirmed.class, byTheDriver(world));
      adopt(world, changed(world.policy, NEXT, Set.of(THE_DRIVER)));
      var _ = world.deliverOnly(world.draft().byTheDriver().build());
      world.heard.await("a refusal", () -> !world.heard.strangers.isEmpty());
      assertEquals(List.of(RefusalCode.REVOKED_KEY), world.heard.strangers);
    }
  }

  @Test
  void reachesTheKeyOfABackEndWhateverItsAppraisalSays() {
    try (var world = GateWorld.running()) {
      assertInstanceOf(Decision.Result.Confirmed.class, byTheDriver(world));
      adopt(world, changed(world.policy, NEXT, Set.of(People.BACK_END.publicKey().thumbprint())));
      assertEquals(
          new Decision.Result.Refused(RefusalCode.BACK_END_UNATTESTED), byTheDriver(world));
    }
  }

  @Test
  void itsAllowanceIsThatOfSignersWhoWereThereBefore() {
    try (var world = GateWorld.running()) {
      assertInstanceOf(Decision.Result.Confirmed.class, byTheDriver(world));
      var before = world.policy;
      adopt(
          world,
          new Policy(
              NEXT,
              before.validity(),
              before.time(),
              before.attestation(),
              before.commands(),
              new Policy.Allowance(1, Duration.ofMinutes(1)),
              before.revoked(),
              before.revocationSequence(),
              before.authorities()));
      assertInstanceOf(Decision.Result.Confirmed.class, byTheDriver(world));
      assertEquals(new Decision.Result.Refused(RefusalCode.ALLOWANCE_USED), byTheDriver(world));
    }
  }

  @Test
  void isSaidByTheNextBeaconAtOnce() {
    try (var world = GateWorld.running()) {
      adopt(world, changed(world.policy, NEXT, Set.of()));
      world.heard.await("its beacon", () -> newestBeacon(world).policySequence() == NEXT);
    }
  }

  @Test
  void aSignedCommandOverAnEarlierBeaconIsNotLost() {
    try (var world = GateWorld.running()) {
      var before = world.draft().build();
      adopt(world, changed(world.policy, NEXT, Set.of()));
      assertInstanceOf(Decision.Result.Confirmed.class, world.deliver(before).result());
    }
  }

  @Test
  void oneThatIsNotNewerIsNotTaken() {
    try (var world = GateWorld.running()) {
      world.gate.offer(
          changed(world.policy, People.POLICY_SEQUENCE, Set.of(THE_DRIVER)), People.authority());
      world.gate.offer(
          changed(world.policy, People.POLICY_SEQUENCE - 1, Set.of(THE_DRIVER)),
          People.authority());
      world.heard.await("two refusals", () -> world.heard.policiesRefused.size() == 2);
      assertInstanceOf(Decision.Result.Confirmed.class, byTheDriver(world));
      assertEquals(Optional.empty(), world.ledger.adopted());
    }
  }

  @Test
  void isRememberedBeforeItIsGoneBy() {
    try (var world = GateWorld.running()) {
      world.disk.fallIll(DurableRefusal.DISK_FULL);
      world.gate.offer(changed(world.policy, NEXT, Set.of()), People.authority());
      world.heard.await("a full disk", () -> !world.heard.journalRefusals.isEmpty());
      assertTrue(world.heard.policiesAdopted.isEmpty());
      world.disk.heal();
      adopt(world, changed(world.policy, NEXT, Set.of()));
      world.killAndRestart();
      assertEquals(NEXT, world.ledger.adopted().orElseThrow().sequence());
    }
  }

  @Test
  void thatNamesOtherSignersEndsTheHandOversOfTheFormer() {
    try (var world = GateWorld.running()) {
      var others = List.of(People.key(), People.key());
      var authority =
          new SigningAuthority(others.stream().map(Signer::publicKey).toList(), others.size());
      world.gate.offer(changed(world.policy, NEXT, Set.of()), authority);
      world.heard.await("the policy", () -> world.heard.policiesAdopted.contains(NEXT));
      assertEquals(authority.digest(), world.ledger.adopted().orElseThrow().signers());
      var handOver = Filings.handOverTo(world.guest().publicKey(), People.EPOCH + 1);
      assertEquals(
          new FilingAnswer.Stranger(RefusalCode.TOO_FEW_SIGNATURES),
          world.file(FilingKind.HAND_OVER, Filings.signed(handOver)));
      assertEquals(
          new FilingAnswer.Waiting(RefusalCode.NOTICE_RUNNING),
          world.file(FilingKind.HAND_OVER, Filings.signed(handOver, others)));
    }
  }
}
