package dev.portcullis.ota.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.ota.image.ArchiveFault;
import dev.portcullis.ota.image.UnpackRefusal;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.EndedTrial;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.slot.SlotName;
import dev.portcullis.ota.slot.StateFormats;
import dev.portcullis.ota.slot.TextFault;
import dev.portcullis.ota.slot.TrialEnd;
import dev.portcullis.ota.uptane.HardwareId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of an update, on a disk that does what it is told. */
final class InstallationTest {

  private static final Path ROOT = Path.of("/");
  private static final String NONE = "";

  private final CrashingFileSystem disk = CrashingFileSystem.empty();
  private final UnitBench bench = UnitBench.in(disk, ROOT);

  @BeforeEach
  void leaveTheFactory() {
    var _ = bench.provisioned();
  }

  private Started launch() {
    return new ModelLauncher(disk, ROOT).launch().orFault();
  }

  private Startup.Standing startUp() {
    return Startup.begin(bench.unit(), launch()).orFault();
  }

  private Install.Ready ready(String releases) {
    return bench
        .install()
        .install(bench.campaign("c" + releases.replace('.', '-'), releases), UnitBench.PARKED)
        .orFault();
  }

  private Activation.Activated activate(String releases) {
    return bench.activation(UnitBench.TAKES_ALL).activate(ready(releases)).orFault();
  }

  private Confirmation.Verdict confirm() {
    var trial = assertInstanceOf(Startup.OnTrial.class, startUp());
    return bench.confirmation().look(trial, Duration.ZERO).orFault();
  }

  private static <T> void refused(InstallRefusal why, Outcome<T, InstallRefusal> outcome) {
    assertEquals(Outcome.refused(why), outcome);
  }

  private static EndedTrial ended(String campaign, TrialEnd end, HealthCheck... missing) {
    return new EndedTrial(new CampaignId(campaign), end, Set.of(missing));
  }

  @Test
  void aFactoryStateStartsSlotAAndItsReleasesAreTheFloor() {
    assertEquals(new Started(SlotName.A, Optional.empty()), launch());
    assertEquals(new Startup.Confirmed(1), startUp());
    assertEquals("11111", bench.confirmed());
    assertEquals("11111", bench.floors());
  }

  @Test
  void anUpdateRunsOnTrialAndIsInForceOnceItConfirmed() {
    assertInstanceOf(Activation.AtRestart.class, activate("2.2.."));
    assertEquals("11111", bench.confirmed());
    assertInstanceOf(Confirmation.Confirmed.class, confirm());
    assertEquals("21211", bench.confirmed());
    assertEquals("21211", bench.floors());
    assertEquals(new Started(SlotName.B, Optional.empty()), launch());
    assertEquals(
        Optional.of(ended("c2-2--", TrialEnd.CONFIRMED)), bench.unit().state().orFault().last());
  }

  @Test
  void theNextUpdateTakesTheOtherSlot() {
    var _ = activate("2....");
    var _ = confirm();
    var _ = activate("3....");
    var _ = confirm();
    assertEquals(new Started(SlotName.A, Optional.empty()), launch());
    assertEquals("31111", bench.confirmed());
  }

  @Test
  void fallsBackWhereTheAttemptsAreUsedUpAndSaysWhatWasMissing() {
    var _ = activate("2....");
    for (int start = 0; start < UnitBench.ATTEMPTS; start++) {
      var trial = assertInstanceOf(Startup.OnTrial.class, startUp());
      assertEquals(
          Outcome.passed(new Confirmation.TooLate(Set.of(HealthCheck.CAN_SEEN))),
          bench
              .confirmation(EnumSet.complementOf(EnumSet.of(HealthCheck.CAN_SEEN)))
              .look(trial, UnitBench.DEADLINE));
    }
    var ended = ended("c2----", TrialEnd.ATTEMPTS_USED, HealthCheck.CAN_SEEN);
    assertEquals(new Startup.FellBack(ended, 1), startUp());
    assertEquals(new Startup.Confirmed(1), startUp());
    assertEquals(Optional.of(ended), bench.unit().state().orFault().last());
    assertEquals("11111", bench.floors());
  }

  @Test
  void theSameCampaignCanBeTriedAgainWithAllItsAttempts() {
    for (int campaign = 0; campaign < 2; campaign++) {
      var _ = activate("2....");
      for (int start = 0; start < UnitBench.ATTEMPTS; start++) {
        assertInstanceOf(Startup.OnTrial.class, startUp());
      }
      assertInstanceOf(Startup.FellBack.class, startUp());
    }
  }

  @Test
  void isNotConfirmedBeforeEverythingWasShownNorAfterTheDeadline() {
    var _ = activate("2....");
    var trial = assertInstanceOf(Startup.OnTrial.class, startUp());
    var early = bench.confirmation(EnumSet.of(HealthCheck.CAN_SEEN));
    var waiting =
        assertInstanceOf(
            Confirmation.Waiting.class, early.look(trial, Duration.ofSeconds(1)).orFault());
    assertEquals(
        EnumSet.complementOf(EnumSet.of(HealthCheck.CAN_SEEN)), Set.copyOf(waiting.missing()));
    assertInstanceOf(
        Confirmation.TooLate.class, bench.confirmation().look(trial, UnitBench.DEADLINE).orFault());
    assertEquals("11111", bench.floors());
  }

  @Test
  void aCarWithoutConnectionConfirmsOnlyWithTheOemsAllowance() {
    var _ = activate("2....");
    var trial = assertInstanceOf(Startup.OnTrial.class, startUp());
    var offline =
        EnumSet.complementOf(EnumSet.of(HealthCheck.BROKER_REACHED, HealthCheck.DIRECTOR_REACHED));
    assertInstanceOf(
        Confirmation.Waiting.class,
        bench.confirmation(offline).look(trial, Duration.ZERO).orFault());
    assertInstanceOf(
        Confirmation.Confirmed.class,
        new Confirmation(
                bench.unit(), () -> offline, Confirmation.Reach.OFFLINE_ALLOWED, UnitBench.DEADLINE)
            .look(trial, Duration.ZERO)
            .orFault());
  }

  @Test
  void aTrialThatEndedCannotBeConfirmedAnyMore() {
    var _ = activate("2....");
    var trial = assertInstanceOf(Startup.OnTrial.class, startUp());
    var _ = bench.activation(UnitBench.TAKES_ALL).abandon().orFault();
    refused(new InstallRefusal.NotOnTrial(), bench.confirmation().look(trial, Duration.ZERO));
    assertEquals(new Startup.Confirmed(1), startUp());
  }

  @Test
  void policyDescriptionAndDetectorsAreTakenLiveTogether() {
    var taken = new HashMap<PartKind, Path>();
    var activated =
        bench
            .activation(changed -> {
              taken.putAll(changed);
              return Optional.empty();
            })
            .activate(ready("..222"))
            .orFault();
    var live = assertInstanceOf(Activation.TakenLive.class, activated);
    assertEquals(Set.of(PartKind.POLICY, PartKind.DESCRIPTION, PartKind.DETECTORS), taken.keySet());
    assertEquals(
        Outcome.passed(Bytes.utf8("policy 2")),
        AtomicFile.read(
            disk, taken.getOrDefault(PartKind.POLICY, ROOT).resolve("policy.txt"), 100));
    assertInstanceOf(
        Confirmation.Confirmed.class,
        bench.confirmation().look(live, Duration.ofSeconds(1)).orFault());
    assertEquals("11222", bench.confirmed());
    assertEquals("11222", bench.floors());
  }

  @Test
  void whatTheRunningProcessRefusesChangesNothing() {
    refused(
        new InstallRefusal.LiveRefused("a signal is gone"),
        bench
            .activation(_ -> Optional.of(new LiveRefusal.ForGood("a signal is gone")))
            .activate(ready("..2..")));
    assertEquals(new Startup.Confirmed(1), startUp());
    assertEquals("11111", bench.floors());
    assertEquals(
        Optional.of(ended("c--2--", TrialEnd.LIVE_REFUSED)), bench.unit().state().orFault().last());
  }

  @Test
  void whatTheRunningProcessCannotTakeNowIsGivenUpAndMayBeTriedAgain() {
    var ready = ready("..2..");
    refused(
        new InstallRefusal.LivePostponed("the bridge is gone"),
        bench
            .activation(_ -> Optional.of(new LiveRefusal.ForNow("the bridge is gone")))
            .activate(ready));
    assertEquals(new Startup.Confirmed(1), startUp());
    assertEquals("11111", bench.floors());
    assertEquals(
        Optional.of(ended("c--2--", TrialEnd.ABANDONED)), bench.unit().state().orFault().last());
    assertInstanceOf(
        Activation.TakenLive.class,
        bench.activation(UnitBench.TAKES_ALL).activate(ready).orFault());
  }

  @Test
  void aPolicyTogetherWithAnApplicationWaitsForTheRestart() {
    var live =
        bench.activation(_ -> {
          throw new AssertionError("half a campaign");
        });
    assertInstanceOf(Activation.AtRestart.class, live.activate(ready("2.2..")).orFault());
  }

  @Test
  void preconditionsAreAskedForInstallingAndAgainForActivating() {
    refused(
        new InstallRefusal.PreconditionUnmet("driving"),
        bench.install().install(bench.campaign("c", "2...."), () -> Optional.of("driving")));
    var ready = ready("2....");
    refused(
        new InstallRefusal.PreconditionUnmet("driving"),
        new Activation(bench.unit(), () -> Optional.of("driving"), UnitBench.TAKES_ALL, 3)
            .activate(ready));
    assertEquals(new Startup.Confirmed(1), startUp());
    var _ = bench.activation(UnitBench.TAKES_ALL).activate(ready).orFault();
    assertInstanceOf(Startup.OnTrial.class, startUp());
  }

  @Test
  void nothingBelowAConfirmedReleaseIsInstalled() {
    var _ = activate("3....");
    var _ = confirm();
    refused(
        new InstallRefusal.BelowFloor(PartKind.APPLICATION, 2, 3),
        bench.install().install(bench.campaign("old", "2...."), UnitBench.PARKED));
  }

  @Test
  void aTrialThatFellBackRaisesNoFloor() {
    var _ = activate("3....");
    for (int start = 0; start <= UnitBench.ATTEMPTS; start++) {
      var _ = startUp();
    }
    assertEquals(Set.of(PartKind.APPLICATION), ready("2....").changed());
  }

  @Test
  void whileOneIsOnTrialNoOtherIsInstalledOrActivated() {
    var ready = ready("..3..");
    var _ = activate("2....");
    refused(
        new InstallRefusal.OnTrial(),
        bench.install().install(bench.campaign("c", "3...."), UnitBench.PARKED));
    refused(new InstallRefusal.OnTrial(), bench.activation(UnitBench.TAKES_ALL).activate(ready));
  }

  @Test
  void whatWasUnpackedForAnotherConfirmedVersionIsOutdated() {
    var ready = ready("..3..");
    var _ = activate("2....");
    var _ = confirm();
    refused(new InstallRefusal.Outdated(), bench.activation(UnitBench.TAKES_ALL).activate(ready));
  }

  @Test
  void whatWasRemovedMeanwhileIsOutdated() {
    var ready = ready("..3..");
    var _ = new Removal(bench.unit()).remove(Optional.empty()).orFault();
    refused(new InstallRefusal.Outdated(), bench.activation(UnitBench.TAKES_ALL).activate(ready));
  }

  @Test
  void whatIsInstalledAlreadyIsNotInstalledAgain() {
    refused(
        new InstallRefusal.AlreadyInstalled(),
        bench.install().install(bench.campaign("c", "11111"), UnitBench.PARKED));
  }

  @Test
  void aRuntimeForAnotherProcessorIsRefused() {
    refused(
        new InstallRefusal.WrongHardware(new HardwareId("armv7"), Architecture.X86_64),
        bench.campaign(
            "c",
            Map.of(PartKind.RUNTIME, UnitBench.image(PartKind.RUNTIME, '2')),
            ".2...",
            new HardwareId("armv7")));
  }

  @Test
  void anArchiveThatIsNotAcceptedLeavesNothingBehind() {
    var campaign =
        bench
            .campaign(
                "c",
                Map.of(PartKind.POLICY, Bytes.of(new byte[1024])),
                "..2..",
                new HardwareId("x86_64"))
            .orFault();
    refused(
        new InstallRefusal.NotUnpacked(
            PartKind.POLICY, new UnpackRefusal.NotAnArchive(ArchiveFault.EMPTY)),
        bench.install().install(campaign, UnitBench.PARKED));
    assertEquals(5, bench.unit().images().list().orFault().size());
  }

  @Test
  void bytesThatChangedSinceTheyWereFetchedAreRefused() {
    var campaign = bench.campaign("c", "..2..");
    var _ =
        AtomicFile.write(
                disk,
                bench.staged(new TargetName("policy-c.tar")),
                UnitBench.image(PartKind.POLICY, '3'))
            .orFault();
    var refusal =
        assertInstanceOf(
            Outcome.Refused.class, bench.install().install(campaign, UnitBench.PARKED));
    assertInstanceOf(
        UnpackRefusal.NotTheImage.class,
        assertInstanceOf(InstallRefusal.NotUnpacked.class, refusal.reason()).why());
    assertEquals(5, bench.unit().images().list().orFault().size());
  }

  @Test
  void anImageThatIsThereIsNotWrittenAgain() {
    var _ = ready("22222");
    int before = disk.operations();
    var _ = ready("22222");
    assertTrue(disk.operations() - before < 200);
  }

  @Test
  void anImageThatWasDamagedIsUnpackedAnew() {
    var part = ready("..2..").slot().part(PartKind.POLICY);
    var file = bench.unit().images().path(part.image().image()).resolve("policy.txt");
    var _ = AtomicFile.write(disk, file, Bytes.utf8("damaged")).orFault();
    assertEquals(part, ready("..2..").slot().part(PartKind.POLICY));
    assertEquals(Outcome.passed(Bytes.utf8("policy 2")), AtomicFile.read(disk, file, 100));
  }

  @ParameterizedTest
  @EnumSource(names = {"DISK_FULL", "READ_ONLY", "IO_ERROR"})
  void aDiskThatStaysIllIsNamedAndTheUpdateGoesOnWhenItIsWell(DurableRefusal illness) {
    var campaign = bench.campaign("c", "2.2..");
    var ready = bench.install().install(campaign, UnitBench.PARKED).orFault();
    var unit = bench.unit();
    disk.fallIll(illness);
    for (var refused :
        List.of(
            new Install(unit, bench::staged).install(campaign, UnitBench.PARKED),
            new Activation(unit, UnitBench.PARKED, UnitBench.TAKES_ALL, 3).activate(ready),
            Startup.begin(unit, new Started(SlotName.A, Optional.empty())))) {
      assertEquals(Outcome.refused(new InstallRefusal.DiskFailed("state", illness)), refused);
    }
    disk.heal();
    assertEquals(new Startup.Confirmed(1), startUp());
    var _ = bench.activation(UnitBench.TAKES_ALL).activate(ready).orFault();
    assertInstanceOf(Confirmation.Confirmed.class, confirm());
  }

  @Test
  void aDiskThatIsFullWhileItUnpacksIsNotKeptFull() {
    var campaign = bench.campaign("c", "2....");
    for (int operation = 0; operation < 12; operation++) {
      disk.faultIn(operation, DurableRefusal.DISK_FULL);
      if (bench.open() instanceof Outcome.Passed<Unit, InstallRefusal>(var unit)
          && new Install(unit, bench::staged).install(campaign, UnitBench.PARKED)
              instanceof Outcome.Refused<Install.Ready, InstallRefusal> _) {
        disk.kill();
        assertEquals(5, unit.images().list().orFault().size(), "at " + operation);
      }
      disk.kill();
    }
  }

  @Test
  void aVersionThatDoesNotReadTheStateIsNotInstalled() {
    refused(
        new InstallRefusal.IncompatibleState(new StateFormats(2, 3), 1),
        bench.install().install(withFormats("c", "2 3"), UnitBench.PARKED));
  }

  @Test
  void anApplicationSaysWhichStateItReads() {
    refused(
        new InstallRefusal.NoStateFormats(TextFault.WRONG_FORM),
        bench.install().install(withFormats("c", "2 1"), UnitBench.PARKED));
  }

  private Campaign withFormats(String id, String formats) {
    return bench
        .campaign(
            id,
            Map.of(PartKind.APPLICATION, UnitBench.application('2', formats)),
            "2....",
            new HardwareId("x86_64"))
        .orFault();
  }

  @Test
  void onTrialOnlyStateIsWrittenThatTheOtherSlotReads() {
    var ready = bench.install().install(withFormats("c", "1 4"), UnitBench.PARKED).orFault();
    var _ = bench.activation(UnitBench.TAKES_ALL).activate(ready).orFault();
    assertEquals(1, startUp().writes());
    var _ = confirm();
    assertEquals(4, startUp().writes());
  }

  @Test
  void aSpareThatCannotReadTheStateIsNone() {
    var ready = bench.install().install(withFormats("c", "1 4"), UnitBench.PARKED).orFault();
    var _ = bench.activation(UnitBench.TAKES_ALL).activate(ready).orFault();
    var _ = confirm();
    assertEquals(Optional.empty(), bench.unit().state().orFault().spare());
  }

  @Test
  void aDamagedConfirmedVersionFallsBackToTheOneBeforeAndTheFloorStays() {
    var _ = activate("2....");
    var _ = confirm();
    damage("lib/agent.jar", PartKind.APPLICATION);
    assertEquals(new Started(SlotName.A, Optional.of(TrialEnd.CONFIRMED_DAMAGED)), launch());
    assertEquals(new Startup.FellBack(ended("factory", TrialEnd.CONFIRMED_DAMAGED), 1), startUp());
    assertEquals(new Startup.Confirmed(1), startUp());
    assertEquals("11111", bench.confirmed());
    assertEquals("21111", bench.floors());
    var _ = activate("2....");
    assertInstanceOf(Confirmation.Confirmed.class, confirm());
    assertEquals("21111", bench.confirmed());
  }

  private void damage(String file, PartKind kind) {
    var slot = bench.unit().slot(bench.unit().state().orFault().confirmed()).orFault();
    var path = bench.unit().images().path(slot.part(kind).image().image()).resolve(file);
    var _ = AtomicFile.write(disk, path, Bytes.utf8("damaged")).orFault();
  }

  @Test
  void whatNoSlotNamesIsRemovedAndNothingElse() {
    var _ = ready(".33..");
    var kept = ready("3....");
    assertEquals(8, bench.unit().images().list().orFault().size());
    assertEquals(2, new Removal(bench.unit()).remove(Optional.of(kept)).orFault().size());
    var _ = bench.activation(UnitBench.TAKES_ALL).activate(kept).orFault();
    assertEquals(List.of(), new Removal(bench.unit()).remove(Optional.empty()).orFault());
    assertInstanceOf(Confirmation.Confirmed.class, confirm());
    assertEquals(List.of(), new Removal(bench.unit()).remove(Optional.empty()).orFault());
  }

  @Test
  void whatFellBackIsRemovedWithItsSlot() {
    var _ = activate("2....");
    for (int start = 0; start <= UnitBench.ATTEMPTS; start++) {
      var _ = startUp();
    }
    assertEquals(1, new Removal(bench.unit()).remove(Optional.empty()).orFault().size());
    assertEquals(new Startup.Confirmed(1), startUp());
  }

  @Test
  void nothingIsRemovedWhereASlotThatMayStartCannotBeRead() {
    var _ = activate("2....");
    var _ = AtomicFile.write(disk, Path.of("/slots/B"), Bytes.utf8("damaged")).orFault();
    refused(
        new InstallRefusal.SlotDamaged(SlotName.B, TextFault.DAMAGED),
        new Removal(bench.unit()).remove(Optional.empty()));
  }

  @Test
  void aDamagedStateIsReadFromItsCopyAndMadeGood() {
    var state = bench.unit().state().orFault();
    var _ = AtomicFile.write(disk, Path.of("/state"), Bytes.utf8("damaged")).orFault();
    assertEquals(new Startup.Confirmed(1), startUp());
    assertEquals(Outcome.passed(state.encode()), AtomicFile.read(disk, Path.of("/state"), 10_000));
  }

  @Test
  void withoutStateAndCopyNothingStarts() {
    for (String name : List.of("state", "state.copy")) {
      var _ = AtomicFile.write(disk, ROOT.resolve(name), Bytes.utf8("damaged")).orFault();
    }
    assertEquals(Outcome.refused("STATE_UNREADABLE"), new ModelLauncher(disk, ROOT).launch());
    refused(new InstallRefusal.StateDamaged(TextFault.DAMAGED), bench.unit().state());
  }

  @Test
  void aUnitIsProvisionedOnceAndWhole() {
    refused(
        new InstallRefusal.AlreadyProvisioned(),
        bench.install().provision(bench.campaign("again", "22222")));
    refused(
        new InstallRefusal.PartMissing(PartKind.DETECTORS),
        bench.install().provision(bench.campaign("half", "2222.")));
  }

  @Test
  void aProcessThatNoLauncherStartedIsNotTakenForOne() {
    assertEquals(Optional.empty(), Started.of(NONE, NONE));
    assertEquals(Optional.empty(), Started.of("A", "CONFIRMED"));
    assertEquals(Optional.of(new Started(SlotName.B, Optional.empty())), Started.of("B", NONE));
    refused(
        new InstallRefusal.NotExpectedToRun(SlotName.B),
        Startup.begin(bench.unit(), new Started(SlotName.B, Optional.empty())));
  }

  @Test
  void aStartByHandDoesNotEndATrial() {
    var _ = activate("2....");
    assertEquals(
        Outcome.passed(new Startup.Confirmed(1)),
        Startup.begin(bench.unit(), new Started(SlotName.A, Optional.empty())));
    assertInstanceOf(Startup.OnTrial.class, startUp());
  }
}
