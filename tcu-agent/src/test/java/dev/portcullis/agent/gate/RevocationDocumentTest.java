package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.portcullis.agent.grant.Presence.Signal;
import dev.portcullis.agent.policy.Policy;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.message.BeaconCodec;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the manufacturer revokes between two policies. */
final class RevocationDocumentTest {

  private static final long HERE = People.REVOCATION_SEQUENCE;

  @CanIgnoreReturnValue
  private static FilingAnswer file(GateWorld world, Bytes document) {
    return world.file(FilingKind.REVOCATIONS, document);
  }

  private static Policy at(long sequence, long revocationSequence, Policy policy) {
    return new Policy(
        sequence,
        policy.validity(),
        policy.time(),
        policy.attestation(),
        policy.commands(),
        policy.allowance(),
        policy.revoked(),
        revocationSequence,
        policy.authorities());
  }

  private static void adopt(GateWorld world, Policy policy) {
    world.gate.offer(policy, People.authority());
    world.heard.await("the policy", () -> world.heard.policiesAdopted.contains(policy.sequence()));
  }

  private static Decision.Result byTheDriver(GateWorld world) {
    return world.deliver(world.draft().byTheDriver().build()).result();
  }

  @Test
  void reachesACommandKeyAtOnceAndAfterAPowerCut() {
    try (var world = GateWorld.running()) {
      file(world, Filings.revocations(HERE + 1, HERE, People.DRIVER.publicKey()));
      assertEquals(new Decision.Result.Refused(RefusalCode.REVOKED_KEY), byTheDriver(world));
      world.killAndRestart();
      world.knowTheTime();
      assertEquals(new Decision.Result.Refused(RefusalCode.REVOKED_KEY), byTheDriver(world));
    }
  }

  @Test
  void reachesTheBackEndsKey() {
    try (var world = GateWorld.running()) {
      file(world, Filings.revocations(HERE + 1, HERE, People.BACK_END.publicKey()));
      assertEquals(
          new Decision.Result.Refused(RefusalCode.BACK_END_UNATTESTED), byTheDriver(world));
    }
  }

  @Test
  void reachesAVerifiersKey() {
    try (var world = GateWorld.running()) {
      assertInstanceOf(Decision.Result.Confirmed.class, byTheDriver(world));
      file(world, Filings.revocations(HERE + 1, HERE, People.APP_VERIFIER.publicKey()));
      assertEquals(new Decision.Result.Refused(RefusalCode.BAD_ATTESTATION), byTheDriver(world));
    }
  }

  @Test
  void reachesTheCertificatesOfEvidence() {
    try (var world = GateWorld.running()) {
      file(world, Filings.revocations(HERE + 1, HERE, List.of(), List.of(Filings.SERIAL)));
      var request = Filings.byTheOwner(Filings.windowRequest(world, People.OWNER));
      var _ = world.file(FilingKind.OWNER_STATEMENT, request);
      world.present(Signal.ENROL);
      var context = Filings.offer(world).context();
      var phone = People.key();
      assertInstanceOf(
          FilingAnswer.Refused.class,
          world.file(
              FilingKind.ENROLMENT,
              Filings.enrolment(context, phone, Filings.evidence(context, phone))));
      assertEquals(List.of(AttestationRefusal.CERTIFICATE_REVOKED), world.heard.evidenceRefused);
    }
  }

  @Test
  void isSaidByTheNextBeacon() {
    try (var world = GateWorld.running()) {
      file(world, Filings.revocations(HERE + 3, 0));
      world.heard.await(
          "a beacon of the new sequence",
          () ->
              BeaconCodec.parse(world.heard.beacons.getLast())
                      .orFault()
                      .claims()
                      .revocationSequence()
                  == HERE + 3);
    }
  }

  @Test
  void cannotBeHeldBackBehindALaterOne() {
    try (var world = GateWorld.running()) {
      var first = Filings.revocations(HERE + 1, HERE, People.DRIVER.publicKey());
      var second = Filings.revocations(HERE + 2, HERE + 1, People.STRANGER.publicKey());
      assertEquals(
          RefusalCode.REVOCATION_GAP,
          assertInstanceOf(FilingAnswer.Refused.class, file(world, second)).code());
      file(world, first);
      assertInstanceOf(FilingAnswer.Done.class, file(world, second));
      assertEquals(HERE + 2, world.ledger.register().withdrawn().sequence());
    }
  }

  @Test
  void anOlderOneChangesNothing() {
    try (var world = GateWorld.running()) {
      var _ = file(world, Filings.revocations(HERE + 5, HERE));
      var before = world.ledger.register();
      assertInstanceOf(
          FilingAnswer.Done.class,
          file(world, Filings.revocations(HERE + 2, HERE, People.DRIVER.publicKey())));
      assertEquals(before, world.ledger.register());
    }
  }

  @Test
  void aPolicyOfALowerSequenceDoesNotLiftIt() {
    try (var world = GateWorld.running()) {
      file(world, Filings.revocations(HERE + 2, HERE, People.DRIVER.publicKey()));
      adopt(world, at(People.POLICY_SEQUENCE + 1, HERE + 1, world.policy));
      assertEquals(new Decision.Result.Refused(RefusalCode.REVOKED_KEY), byTheDriver(world));
      adopt(world, at(People.POLICY_SEQUENCE + 2, HERE + 2, world.policy));
      assertInstanceOf(Decision.Result.Confirmed.class, byTheDriver(world));
    }
  }

  @Test
  void whatDoesNotFitIsRefusedWholly() {
    try (var world = GateWorld.running()) {
      long sequence = HERE;
      FilingAnswer answer = new FilingAnswer.Waiting(RefusalCode.BUSY);
      for (int round = 0; round < 9; round++) {
        var keys = new ArrayList<Digest>();
        for (int i = 0; i < 256; i++) {
          keys.add(Digest.of(Bytes.utf8(round + " " + i)));
        }
        answer = file(world, Filings.revocations(sequence + 1, sequence, keys, List.of()));
        sequence++;
      }
      assertEquals(
          RefusalCode.REVOCATIONS_FULL,
          assertInstanceOf(FilingAnswer.Refused.class, answer).code());
      assertEquals(HERE + 8, world.ledger.register().withdrawn().sequence());
      // The back-end knows that there is more: until a policy makes room, nothing is done.
      var draft = world.draft();
      draft.revocationSequence = sequence;
      assertEquals(
          new Decision.Result.Refused(RefusalCode.POLICY_BEHIND),
          world.deliver(draft.build()).result());
    }
  }

  @Test
  void aPolicyWithoutRevocationKeysTakesNone() {
    try (var world = GateWorld.running()) {
      var policy = world.policy;
      adopt(
          world,
          new Policy(
              People.POLICY_SEQUENCE + 1,
              policy.validity(),
              policy.time(),
              policy.attestation(),
              policy.commands(),
              policy.allowance(),
              policy.revoked(),
              policy.revocationSequence(),
              Policy.Authorities.NONE));
      assertEquals(
          new FilingAnswer.Stranger(RefusalCode.UNKNOWN_SIGNER),
          file(world, Filings.revocations(HERE + 1, HERE, People.DRIVER.publicKey())));
      assertTrue(byTheDriver(world) instanceof Decision.Result.Confirmed);
    }
  }
}
