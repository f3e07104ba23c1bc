package dev.portcullis.agent.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portcullis.agent.policy.PolicyChain;
import dev.portcullis.agent.policy.PolicyRefusal;
import dev.portcullis.agent.policy.UnverifiedPolicy;
import dev.portcullis.crypto.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another set of signers in a vehicle that keeps its memory, and in one that does not. */
final class SignerRotationTest {

  private static final Signers FACTORY = Signers.of("factory", 1);
  private static final Signers SECOND = Signers.of("second", 2);
  private static final Signers THIRD = Signers.of("third", 1);

  private final SignerVehicle vehicle = new SignerVehicle(FACTORY, Signers.policy(1, FACTORY));

  private static void taken(Outcome<PolicyChain, PolicyRefusal> outcome) {
    assertInstanceOf(Outcome.Passed.class, outcome);
  }

  private static void refused(
      Class<? extends PolicyRefusal> why, Outcome<PolicyChain, PolicyRefusal> outcome) {
    assertInstanceOf(why, assertInstanceOf(Outcome.Refused.class, outcome).reason());
  }

  private void starts(long sequence, Signers signers) {
    var policy = vehicle.start().orFault();
    assertEquals(sequence, policy.policy().sequence());
    assertEquals(signers.authority(), policy.signers());
  }

  private void startsNot(String reason) {
    var problem =
        assertInstanceOf(
            Problem.class, assertInstanceOf(Outcome.Refused.class, vehicle.start()).reason());
    assertEquals(true, problem.reason().contains(reason), problem.lines());
  }

  @Test
  void isTakenWithBothSignaturesAndStaysSo() {
    taken(vehicle.install(Signers.rotation(2, SECOND, FACTORY, SECOND)));
    starts(2, SECOND);
    starts(2, SECOND);
    taken(vehicle.install(Signers.policy(3, SECOND)));
    starts(3, SECOND);
    taken(vehicle.install(Signers.rotation(4, THIRD, SECOND, THIRD)));
    starts(4, THIRD);
  }

  @Test
  void isRefusedWithTheSignaturesOfOneSet() {
    refused(
        PolicyRefusal.TooFewNewSigners.class,
        vehicle.install(Signers.rotation(2, SECOND, FACTORY)));
    refused(
        PolicyRefusal.TooFewSignatures.class, vehicle.install(Signers.rotation(2, SECOND, SECOND)));
    starts(1, FACTORY);
  }

  @Test
  void endsWhatTheOldKeysCanDo() {
    taken(vehicle.install(Signers.rotation(2, SECOND, FACTORY, SECOND)));
    refused(PolicyRefusal.TooFewSignatures.class, vehicle.install(Signers.policy(3, FACTORY)));
    starts(2, SECOND);
    refused(PolicyRefusal.TooFewSignatures.class, vehicle.install(Signers.policy(4, FACTORY)));
  }

  @Test
  void isNotUndoneByWhoWritesToTheDiskWithTheOldKeys() {
    taken(vehicle.install(Signers.rotation(2, SECOND, FACTORY, SECOND)));
    starts(2, SECOND);
    vehicle.put(Signers.file(Signers.policy(9, FACTORY)));
    startsNot("other signers");
    vehicle.put(
        Signers.file(Signers.rotation(2, SECOND, FACTORY, SECOND), Signers.policy(9, FACTORY)));
    starts(2, SECOND);
    vehicle.provision(Signers.policy(9, FACTORY));
    starts(2, SECOND);
    vehicle.remove();
    startsNot("other signers");
    vehicle.provision(Signers.policy(1, FACTORY));
    startsNot("is not newer");
  }

  @Test
  void toASetAndBackIsNotUndoneByTheSetInBetween() {
    taken(vehicle.install(Signers.rotation(2, SECOND, FACTORY, SECOND)));
    taken(vehicle.install(Signers.rotation(3, FACTORY, SECOND, FACTORY)));
    starts(3, FACTORY);
    // The chain that leads to the set in between is genuine, and it passes the set in force.
    vehicle.put(
        Signers.file(Signers.rotation(2, SECOND, FACTORY, SECOND), Signers.policy(9, SECOND)));
    startsNot("other signers");
  }

  @Test
  void isFollowedByTheConfigurationButNotLedByIt() {
    starts(1, FACTORY);
    vehicle.configure(SECOND);
    startsNot("0 of 2 signatures");
    vehicle.put(Signers.file(Signers.rotation(2, SECOND, FACTORY, SECOND)));
    startsNot("other signers");
    vehicle.remove();
    vehicle.configure(FACTORY);
    taken(vehicle.install(Signers.rotation(2, SECOND, FACTORY, SECOND)));
    starts(2, SECOND);
    vehicle.configure(SECOND);
    starts(2, SECOND);
    taken(vehicle.install(Signers.policy(3, SECOND)));
    starts(3, SECOND);
    vehicle.configure(FACTORY);
    startsNot("is not newer");
  }

  @Test
  void isKnownFromThePoliciesAloneWhereTheJournalIsLost() {
    taken(vehicle.install(Signers.rotation(2, SECOND, FACTORY, SECOND)));
    taken(vehicle.install(Signers.policy(3, SECOND)));
    vehicle.loseTheJournal();
    starts(3, SECOND);
  }

  @Test
  void ofAReplacedUnitIsWhatItsProvisioningSays() {
    var other = new SignerVehicle(THIRD, Signers.policy(7, THIRD));
    assertEquals(THIRD.authority(), other.start().orFault().signers());
  }

  @Test
  void canBeSkippedByAPolicyThatBothSetsSigned() {
    taken(vehicle.install(Signers.rotation(5, SECOND, FACTORY, SECOND)));
    var ahead = new SignerVehicle(FACTORY, Signers.policy(1, FACTORY));
    taken(ahead.install(Signers.rotation(2, SECOND, FACTORY, SECOND)));
    taken(ahead.install(Signers.rotation(5, SECOND, FACTORY, SECOND)));
    assertEquals(SECOND.authority(), ahead.start().orFault().signers());
    starts(5, SECOND);
  }

  @Test
  void isWhatTheNextStartFindsWhicheverOfFileAndJournalThePowerCutLeft() {
    var _ = vehicle.start().orFault();
    var rotation = Signers.rotation(2, SECOND, FACTORY, SECOND);
    vehicle.put(Signers.file(rotation));
    starts(2, SECOND);
    // A disk that lost the file's name after it had said that it was safe.
    vehicle.remove();
    startsNot("is not newer");
    vehicle.put(Signers.file(rotation));
    starts(2, SECOND);
  }

  @Test
  void happensEightTimesBeforeTheConfigurationHasToFollow() {
    UnverifiedPolicy last = Signers.policy(1, FACTORY);
    var sets = List.of(FACTORY, SECOND);
    for (int i = 1; i <= PolicyChain.MOST_ROTATIONS; i++) {
      last = Signers.rotation(i + 1, sets.get(i % 2), sets.get((i - 1) % 2), sets.get(i % 2));
      taken(vehicle.install(last));
    }
    starts(9, FACTORY);
    refused(
        PolicyRefusal.TooManyRotations.class,
        vehicle.install(Signers.rotation(10, SECOND, FACTORY, SECOND)));
    taken(vehicle.install(Signers.policy(10, FACTORY)));
  }
}
