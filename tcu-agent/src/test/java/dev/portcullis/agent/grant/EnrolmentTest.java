package dev.portcullis.agent.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.GrantId;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.Uses;
import dev.portcullis.crypto.message.VehicleId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EnrolmentTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Signer handOver = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private final Signer owner = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private final VehicleId vehicle = VehicleId.random(RANDOM);

  private Bytes grant(VehicleId of, long epoch, Role role, Signer by) {
    return GrantCodec.sign(
        new Grant(
            GrantId.random(RANDOM),
            of,
            epoch,
            owner.publicKey(),
            role,
            List.of(CommandName.LOCK),
            List.of(Channel.REMOTE),
            Instant.EPOCH,
            Grant.WITHOUT_END,
            new Uses.Unlimited()),
        by);
  }

  private Outcome<Enrolment, Enrolment.Refusal> verify(Bytes... grants) {
    return Enrolment.verify(vehicle, 2, handOver.publicKey(), List.of(grants));
  }

  @Test
  void findsTheOwnerByTheDigestOfHisGrantsPayload() {
    var grant = grant(vehicle, 2, Role.OWNER, handOver);
    var enrolment = verify(grant).orFault();
    var digest = GrantCodec.parse(grant).orFault().digest();
    assertEquals(owner.publicKey(), enrolment.owner(digest).orElseThrow().key());
    assertTrue(enrolment.owner(Digest.of(grant)).isEmpty());
    assertEquals(1, enrolment.size());
  }

  @Test
  void refusesWhateverTheHandOverDidNotSayOfThisVehicleAndEpoch() {
    assertEquals(
        Outcome.refused(Enrolment.Refusal.NOT_BY_THE_HAND_OVER_KEY),
        verify(grant(vehicle, 2, Role.OWNER, owner)));
    assertEquals(
        Outcome.refused(Enrolment.Refusal.ANOTHER_VEHICLE),
        verify(grant(VehicleId.random(RANDOM), 2, Role.OWNER, handOver)));
    assertEquals(
        Outcome.refused(Enrolment.Refusal.ANOTHER_EPOCH),
        verify(grant(vehicle, 1, Role.OWNER, handOver)));
    assertEquals(
        Outcome.refused(Enrolment.Refusal.NOT_AN_OWNER),
        verify(grant(vehicle, 2, Role.DRIVER, handOver)));
    assertEquals(Outcome.refused(Enrolment.Refusal.UNREADABLE), verify(Bytes.utf8("mine")));
    assertEquals(
        Outcome.refused(Enrolment.Refusal.ANOTHER_EPOCH),
        verify(grant(vehicle, 2, Role.OWNER, handOver), grant(vehicle, 3, Role.OWNER, handOver)),
        "one that is wrong spoils them all");
  }
}
