package dev.portcullis.agent.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.description.ChangeRefusal;
import dev.portcullis.can.description.ChangeRefusal.Reason;
import dev.portcullis.can.description.DescriptionChange;
import dev.portcullis.can.description.SignedDescription;
import dev.portcullis.can.description.SignedDescription.Unverified;
import dev.portcullis.can.testing.SignedCar;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.ota.install.LiveRefusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CarWatchTest {

  private static final Path CAR =
      Path.of(System.getProperty("project.root", ".."), "simulator", "car");

  private final SignedCar signed = new SignedCar(CAR);
  private final CrashingFileSystem disk = CrashingFileSystem.empty();
  private final CarUpdate update = new CarUpdate(disk, new InstalledFiles(Path.of("/")));
  private final List<Unverified> asked = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private SigningAuthority signers = signed.signers();
  private Optional<ChangeRefusal> answer = Optional.empty();
  private Runnable meanwhile = () -> {};

  private final DescriptionChange bridge =
      offered -> {
        asked.add(offered);
        meanwhile.run();
        return answer
            .<Outcome<Digest, ChangeRefusal>>map(Outcome::refused)
            .orElseGet(() ->
                Outcome.passed(SignedDescription.digest(offered.messages(), offered.commands())));
      };

  private final CarWatch watch =
      new CarWatch(
          update,
          signed.verified(signed.asItIs(5)).version(),
          () -> signers,
          bridge,
          new CarWatch.Listener() {
            @Override
            public void changed(SignedDescription described) {
              told.add("sequence " + described.sequence());
            }

            @Override
            public void refused(String why) {
              told.add(why);
            }
          });

  private void offer(Unverified files) {
    var _ = update.offer(signed.verified(files)).orFault();
  }

  private long newest() {
    return update.newerThan(0).orFault().map(signed::verified).orElseThrow().sequence();
  }

  @Test
  void whatIsOfferedIsGoneByOnceTheBridgeGoesByItAndIsFoundByTheNextStart() {
    watch.look();
    assertTrue(asked.isEmpty());
    offer(signed.changed(6));
    watch.look();
    watch.look();
    assertEquals(1, asked.size());
    assertEquals(List.of("sequence 6"), told);
    assertEquals(6, newest());
    assertTrue(update.newerThan(6).orFault().isEmpty());
  }

  @Test
  void whatTheBridgeRefusesIsNotGoneByAndNotOfferedAgain() {
    answer = Optional.of(new ChangeRefusal(Reason.BAD_COMMANDS, "line 7"));
    offer(signed.changed(6));
    watch.look();
    watch.look();
    assertEquals(1, asked.size());
    assertEquals(List.of("BAD_COMMANDS, line 7"), told);
    assertTrue(update.newerThan(0).orFault().isEmpty());
  }

  @Test
  void oneWhoseKeysAreNotThereYetIsOfferedUntilTheyAreAndThatIsToldOnce() {
    answer = Optional.of(new ChangeRefusal(Reason.NO_KEYS, "slot-7.key"));
    offer(signed.changed(6));
    watch.look();
    watch.look();
    answer = Optional.empty();
    watch.look();
    assertEquals(3, asked.size());
    assertEquals(List.of("NO_KEYS, slot-7.key", "sequence 6"), told);
  }

  @Test
  void aBridgeThatIsNotReachedIsAskedUntilItIsAndThatIsToldOnce() {
    answer = Optional.of(new ChangeRefusal(Reason.NOT_REACHED, "can-bridge is not reached"));
    offer(signed.changed(6));
    for (int i = 0; i < 3; i++) {
      watch.look();
    }
    answer = Optional.empty();
    watch.look();
    assertEquals(4, asked.size());
    assertEquals(List.of("NOT_REACHED, can-bridge is not reached", "sequence 6"), told);
  }

  @Test
  void oneThatIsNeverAnsweredIsOfferedThreeTimesAndNoMore() {
    answer = Optional.of(new ChangeRefusal(Reason.UNANSWERED, "can-bridge did not answer"));
    offer(signed.changed(6));
    for (int i = 0; i < 9; i++) {
      watch.look();
    }
    assertEquals(3, asked.size());
    assertTrue(update.newerThan(0).orFault().isEmpty());
  }

  @Test
  void whatOthersSignedIsNotEvenOffered() {
    offer(signed.changed(6));
    signers = new SignedCar(CAR).signers();
    watch.look();
    watch.look();
    assertTrue(asked.isEmpty());
    assertEquals(List.of("TOO_FEW_SIGNATURES, 0 of 2 signatures hold"), told);
  }

  @Test
  void whatIsOlderOrDoesNotFitTheProtocolIsNotOffered() {
    offer(signed.changed(4));
    watch.look();
    assertEquals(List.of(), told);
    var misfit =
        signed
            .commands()
            .replace("sequence = 1", "sequence = 6")
            .replace("[actions.trunk]", "[actions.fly]");
    offer(signed.signed(misfit));
    watch.look();
    assertTrue(asked.isEmpty());
    assertTrue(told.getFirst().startsWith("actions.fly: is no command"), told.toString());
  }

  @Test
  void whatIsInForceAndCannotBeWrittenDownIsTold() {
    offer(signed.changed(6));
    meanwhile = () -> disk.fallIll(DurableRefusal.DISK_FULL);
    watch.look();
    assertEquals(2, told.size(), told.toString());
    assertTrue(told.getFirst().contains("the next start misses it"), told.toString());
  }

  private static Optional<LiveRefusal> forGood(String why) {
    return Optional.of(new LiveRefusal.ForGood(why));
  }

  @Test
  void aBridgeThatNeverSaysWhatBecameOfItIsNotAskedForEver() {
    answer = Optional.of(new ChangeRefusal(Reason.UNANSWERED, "no answer"));
    var forNow = Optional.of(new LiveRefusal.ForNow("UNANSWERED, no answer"));
    assertEquals(forNow, watch.take(signed.changed(7)));
    assertEquals(forNow, watch.take(signed.changed(7)));
    assertEquals(forGood("UNANSWERED, no answer"), watch.take(signed.changed(7)));
  }

  @Test
  void whatIsTakenIsGoneByAtOnceAndFoundByTheNextStart() {
    assertEquals(Optional.empty(), watch.take(signed.changed(6)));
    assertEquals(List.of("sequence 6"), told);
    assertEquals(6, newest());
    watch.look();
    assertEquals(1, asked.size());
  }

  @Test
  void whatIsTakenAgainIsTakenAndAnotherOfTheSameSequenceIsNot() {
    assertEquals(Optional.empty(), watch.take(signed.changed(6)));
    assertEquals(Optional.empty(), watch.take(signed.changed(6)));
    assertEquals(2, asked.size());
    assertEquals(forGood("its sequence is 6, not a newer one"), watch.take(signed.asItIs(6)));
    assertEquals(forGood("its sequence is 4, not a newer one"), watch.take(signed.changed(4)));
    assertEquals(2, asked.size());
  }

  @Test
  void whatOthersSignedIsNotTaken() {
    var files = signed.changed(6);
    signers = new SignedCar(CAR).signers();
    assertEquals(forGood("TOO_FEW_SIGNATURES, 0 of 2 signatures hold"), watch.take(files));
    assertTrue(asked.isEmpty());
  }

  @Test
  void whatTheBridgeRefusesIsNotTakenAndLeavesWhatIsInForce() {
    answer = Optional.of(new ChangeRefusal(Reason.NOT_REACHED, "can-bridge is not reached"));
    assertEquals(
        Optional.of(new LiveRefusal.ForNow("NOT_REACHED, can-bridge is not reached")),
        watch.take(signed.changed(7)));
    assertTrue(update.newerThan(0).orFault().isEmpty());
    answer = Optional.empty();
    assertEquals(Optional.empty(), watch.take(signed.changed(6)), "7 never came into force");
  }

  @Test
  void whatIsBroughtIsOfferedUntilTheBridgeAnswers() {
    answer = Optional.of(new ChangeRefusal(Reason.NOT_REACHED, "can-bridge is not reached"));
    watch.bring(signed.asItIs(5));
    watch.look();
    watch.look();
    assertEquals(2, asked.size());
    answer = Optional.empty();
    watch.look();
    watch.look();
    assertEquals(3, asked.size());
    assertEquals(List.of(), told, "the agent goes by it already");
    assertTrue(update.newerThan(0).orFault().isEmpty());
  }

  @Test
  void whatIsBroughtAndRefusedIsToldOnceAndNotOfferedAgain() {
    answer = Optional.of(new ChangeRefusal(Reason.OLDER_SEQUENCE, "5 after 8"));
    watch.bring(signed.asItIs(5));
    watch.look();
    watch.look();
    assertEquals(1, asked.size());
    assertEquals(List.of("OLDER_SEQUENCE, 5 after 8"), told);
  }

  @Test
  void whatIsBroughtHoldsUpNothingThatIsOffered() {
    answer = Optional.of(new ChangeRefusal(Reason.NOT_REACHED, "can-bridge is not reached"));
    watch.bring(signed.asItIs(5));
    offer(signed.changed(6));
    watch.look();
    answer = Optional.empty();
    watch.look();
    assertEquals(List.of("NOT_REACHED, can-bridge is not reached", "sequence 6"), told);
  }
}
