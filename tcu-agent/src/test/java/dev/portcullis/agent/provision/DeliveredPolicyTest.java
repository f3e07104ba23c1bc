package dev.portcullis.agent.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.agent.journal.Entry;
import dev.portcullis.agent.journal.Ledger;
import dev.portcullis.agent.policy.UnverifiedPolicy;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Starts of versions that brought their own policy along. */
final class DeliveredPolicyTest {

  private final InstalledCar car = new InstalledCar();
  private final PolicyStart start = new PolicyStart(car.files().folder());
  private final PolicyUpdate update = new PolicyUpdate(car.disk(), car.files());

  /** A start of a confirmed version. */
  private Outcome<Long, Problem> firm(Path policy) {
    return car.load(policy)
        .then(read -> {
          try (Ledger ledger = car.ledger()) {
            return start.keep(read.policy(), read.policies(), update, ledger);
          }
        })
        .map(entered -> entered.policy().sequence());
  }

  /** A start of one on trial. */
  private Outcome<Long, Problem> onTrial(Path policy) {
    return car.load(policy)
        .then(read -> {
          try (Ledger ledger = car.ledger()) {
            return start.tryOut(read.policies(), ledger).map(_ -> read);
          }
        })
        .map(read -> read.policy().policy().sequence());
  }

  private Optional<Long> adopted() {
    try (Ledger ledger = car.ledger()) {
      return ledger.adopted().map(Entry.PolicyAdopted::sequence);
    }
  }

  private static String reason(Outcome<?, Problem> refused) {
    return assertInstanceOf(
            Problem.class, assertInstanceOf(Outcome.Refused.class, refused).reason())
        .lines();
  }

  private Path slot(String name, UnverifiedPolicy policy) {
    return car.withPolicy(name, policy);
  }

  @Test
  void isGoneByOnTrialAndEnteredNowhere() {
    var before = slot("a", InstalledCar.policy(1));
    assertEquals(Outcome.passed(1L), firm(before));
    var next = slot("b", InstalledCar.policy(2));
    assertEquals(Outcome.passed(2L), onTrial(next));
    assertEquals(Optional.of(1L), adopted());
    assertEquals(1, car.kept());
  }

  @Test
  void isForgottenByTheVersionThatIsFallenBackTo() {
    var before = slot("a", InstalledCar.policy(1));
    assertEquals(Outcome.passed(1L), firm(before));
    assertEquals(Outcome.passed(2L), onTrial(slot("b", InstalledCar.rotation(2))));
    assertEquals(Outcome.passed(1L), firm(before));
    assertEquals(Outcome.passed(3L), firm(slot("c", InstalledCar.policy(3))));
  }

  @Test
  void isEnteredAndKeptOnceItsVersionIsConfirmed() {
    var next = slot("b", InstalledCar.policy(2));
    assertEquals(Outcome.passed(2L), onTrial(next));
    assertEquals(Outcome.passed(2L), firm(next));
    assertEquals(Optional.of(2L), adopted());
    assertEquals(2, car.kept(), "also where updates are not configured any more");
  }

  @Test
  void ofTheSpareMayBeOlderForTheNewerOneWasKept() {
    var spare = slot("a", InstalledCar.policy(1));
    assertEquals(Outcome.passed(1L), firm(spare));
    assertEquals(Outcome.passed(2L), firm(slot("b", InstalledCar.policy(2))));
    assertEquals(Outcome.passed(2L), firm(spare));
    assertEquals(Optional.of(2L), adopted());
  }

  @Test
  void ofTheSpareMayBeByFormerSigners() {
    var spare = slot("a", InstalledCar.policy(1));
    assertEquals(Outcome.passed(1L), firm(spare));
    assertEquals(Outcome.passed(2L), firm(slot("b", InstalledCar.rotation(2))));
    assertEquals(Outcome.passed(3L), firm(slot("c", InstalledCar.policyOfNext(3))));
    assertEquals(Outcome.passed(3L), firm(spare));
  }

  @Test
  void ofAStrangerStopsTheStartAndNamesItsFile() {
    var lines = reason(onTrial(slot("b", InstalledCar.policyOfAStranger(2))));
    assertTrue(lines.contains("/b/policy.signatures"), lines);
    assertTrue(lines.contains("0 of 1"), lines);
    assertEquals(Optional.empty(), adopted());
    assertEquals(1, car.kept());
  }

  @Test
  void ofFormerSignersThatIsNewerStopsTheStart() {
    assertEquals(Outcome.passed(2L), firm(slot("b", InstalledCar.rotation(2))));
    var lines = reason(firm(slot("c", InstalledCar.policy(3))));
    assertTrue(lines.contains("/c/policy.signatures"), lines);
    assertEquals(2, car.kept());
  }

  @Test
  void thatIsMissingOrDamagedStopsTheStart() {
    assertTrue(
        reason(firm(car.withFile("b", "policy.json", Bytes.utf8("{}"))))
            .contains("/b/policy.signatures"));
    var lines =
        reason(
            firm(
                slot(
                    "c",
                    new UnverifiedPolicy(
                        Bytes.utf8("half a policy"), InstalledCar.policy(2).signatures()))));
    assertTrue(lines.contains("/c/policy.json"), lines);
  }

  @Test
  void isNotTriedWhereTheJournalKnowsANewerOne() {
    assertEquals(Outcome.passed(5L), firm(slot("b", InstalledCar.policy(5))));
    // As somebody who can write to the disk and has an old, genuine state of it.
    putBack();
    assertTrue(reason(onTrial(slot("c", InstalledCar.policy(2)))).contains("is not newer"));
    assertTrue(reason(firm(slot("d", InstalledCar.policy(3)))).contains("is not newer"));
    assertEquals(Optional.of(5L), adopted());
  }

  @Test
  void thatTheJournalRefusesIsNotWrittenOverWhatIsKept() {
    assertEquals(Outcome.passed(5L), firm(slot("b", InstalledCar.policy(5))));
    putBack();
    var before = update.bytes();
    var _ = reason(firm(slot("c", InstalledCar.policy(3))));
    assertEquals(before, update.bytes());
  }

  private void putBack() {
    var _ = car.withFile("state/installed", "policy.update", Bytes.empty());
  }

  @Test
  void isNotEnteredBeforeItIsKept() {
    var next = slot("b", InstalledCar.policy(2));
    var read = car.load(next).orFault();
    try (Ledger ledger = car.ledger()) {
      car.disk().fallIll(DurableRefusal.DISK_FULL);
      assertInstanceOf(
          Outcome.Refused.class, start.keep(read.policy(), read.policies(), update, ledger));
    }
    car.disk().heal();
    assertEquals(Optional.empty(), adopted());
    assertEquals(Outcome.passed(2L), firm(next));
  }

  @Test
  void isKeptOnceAndNotWrittenAtEachStart() {
    var next = slot("b", InstalledCar.policy(2));
    assertEquals(Outcome.passed(2L), firm(next));
    var read = car.load(next).orFault();
    try (Ledger ledger = car.ledger()) {
      int operations = car.disk().operations();
      var _ = start.keep(read.policy(), read.policies(), update, ledger).orFault();
      assertTrue(car.disk().operations() - operations <= 2, "reads alone");
    }
  }
}
