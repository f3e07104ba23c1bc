package dev.portcullis.agent.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.agent.fresh.TimeReading;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.fetch.HandingFailure;
import dev.portcullis.ota.install.Confirmation;
import dev.portcullis.ota.install.LiveRefusal;
import dev.portcullis.ota.manifest.DetectedAttack;
import dev.portcullis.ota.manifest.InstalledImage;
import dev.portcullis.ota.manifest.LatestTime;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.EndedTrial;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.slot.TrialEnd;
import dev.portcullis.ota.testing.SimulatedRepository;
import dev.portcullis.ota.uptane.EcuId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The updater step by step, on a clock that a hand turns. */
final class UpdaterTest {

  private static final Duration LEAST = Duration.ofSeconds(2);
  private static final Duration AGAIN = Duration.ofSeconds(30);
  private static final TimeReading UNKNOWN = new TimeReading.Floor(SimulatedRepository.NOW);

  private final UpdateBench bench = new UpdateBench().provisioned();

  private Updater confirmed() {
    return bench.updater("A", "");
  }

  /** The process that the launcher starts after the one that installed {@code releases}. */
  private Updater onTrial(String campaign, String releases) {
    bench.direct(campaign, releases);
    confirmed().step();
    assertEquals(1, bench.restarts);
    bench.restarts = 0;
    bench.told.clear();
    bench.health = new ShownHealth();
    return bench.updater("B", "");
  }

  private void showTheRest() {
    bench.health.show(HealthCheck.CONFIGURATION_LOADED);
    bench.health.show(HealthCheck.BROKER_REACHED);
  }

  private List<String> told() {
    var lines = List.copyOf(bench.told);
    bench.told.clear();
    return lines;
  }

  private String told(PartKind kind) {
    return Optional.ofNullable(bench.lastManifest().installed().get(new EcuId(kind.word())))
        .map(InstalledImage::name)
        .orElseThrow()
        .text();
  }

  @Test
  void tellsWhatRunsAndAsksOnce() {
    var updater = confirmed();
    updater.step();
    updater.step();
    assertEquals(List.of("up to date"), told());
    assertEquals(1, bench.manifests.size());
    assertEquals("application-1.tar", told(PartKind.APPLICATION));
    assertEquals(LatestTime.Standing.TRUSTED, bench.lastManifest().time().standing());
    bench.pass(UpdateBench.EVERY);
    updater.step();
    assertEquals(List.of("up to date"), told());
  }

  @Test
  void doesNothingBeforeTheTimeIsTrusted() {
    bench.time = UNKNOWN;
    bench.direct("winter", "21111");
    var _ = bench.director.requests();
    var updater = confirmed();
    updater.wake();
    for (int i = 0; i < 5; i++) {
      updater.step();
      bench.pass(UpdateBench.EVERY);
    }
    assertEquals(List.of(), bench.director.requests());
    assertEquals(List.of(), bench.manifests);
    assertEquals("", bench.onTrial());
    bench.time = new TimeReading.Trusted(SimulatedRepository.NOW);
    updater.step();
    assertEquals("21111", bench.onTrial());
  }

  @Test
  void endsTheProcessOnceForAVersionThatNeedsARestartAndDoesNothingAfter() throws Exception {
    bench.direct("winter", "21111");
    var updater = confirmed();
    updater.step();
    assertEquals(List.of("restarting: winter"), told());
    assertEquals(1, bench.restarts);
    int manifests = bench.manifests.size();
    updater.wake();
    updater.await(Duration.ZERO);
    bench.pass(UpdateBench.EVERY);
    updater.step();
    assertEquals(1, bench.restarts);
    assertEquals(manifests, bench.manifests.size());
    assertEquals(List.of(), told());
  }

  @Test
  void confirmsAVersionThatShowsItsHealthAndTellsTheDirector() {
    var updater = onTrial("winter", "21111");
    assertEquals(List.of("on trial: winter"), told());
    updater.step();
    assertEquals(List.of(), told());
    assertEquals("application-2.tar", told(PartKind.APPLICATION), "it says what runs");
    assertEquals("11111", bench.confirmed());
    showTheRest();
    updater.step();
    assertEquals(List.of("confirmed: winter"), told());
    assertEquals("21111", bench.confirmed());
    updater.step();
    assertEquals(List.of("up to date"), told());
    assertEquals(
        Optional.of(new EndedTrial(new CampaignId("winter"), TrialEnd.CONFIRMED, Set.of())),
        bench.lastManifest().ended());
    assertEquals(0, bench.restarts);
  }

  @Test
  void endsTheProcessWhereAVersionDoesNotShowItsHealthInTime() {
    bench.isCanHeard = false;
    var updater = onTrial("winter", "21111");
    showTheRest();
    updater.step();
    assertEquals(0, bench.restarts);
    bench.told.clear();
    bench.pass(UpdateBench.TRIAL);
    updater.step();
    assertEquals(List.of("not confirmed: winter [CAN_SEEN]"), told());
    assertEquals(1, bench.restarts);
    bench.isCanHeard = true;
    updater.step();
    assertEquals(1, bench.restarts);
    assertEquals("11111", bench.confirmed(), "what comes too late confirms nothing");
  }

  @Test
  void whatWasAskedForTakesPartOfTheTime() {
    var updater = onTrial("winter", "21111");
    showTheRest();
    bench.perQuestion = UpdateBench.TRIAL;
    updater.step();
    assertEquals(1, bench.restarts, "the deadline is not the one of before the questions");
    assertEquals("11111", bench.confirmed());
  }

  @Test
  void reportsThatTheLauncherFellBackAndDoesNotFetchItAgain() {
    bench.direct("winter", "21111");
    confirmed().step();
    bench.told.clear();
    bench.fetched.clear();
    var updater = bench.updater("A", "ATTEMPTS_USED");
    updater.step();
    assertEquals(List.of("fell back: winter ATTEMPTS_USED", "trouble: TRIED_BEFORE"), told());
    assertEquals(List.of(), bench.fetched);
    assertEquals(
        Optional.of(TrialEnd.ATTEMPTS_USED), bench.lastManifest().ended().map(EndedTrial::end));
    assertEquals("application-1.tar", told(PartKind.APPLICATION));
  }

  @Test
  void whatWasTriedBeforeIsAskedForNoMoreOftenThanUsual() {
    bench.direct("winter", "21111");
    confirmed().step();
    var updater = bench.updater("A", "ATTEMPTS_USED");
    updater.step();
    bench.told.clear();
    bench.pass(AGAIN);
    updater.step();
    assertEquals(List.of(), told());
    bench.pass(UpdateBench.EVERY);
    updater.step();
    assertEquals(List.of("trouble: TRIED_BEFORE"), told());
  }

  @Test
  void whatCannotBeTakenLiveNowIsOfferedAgainNoMoreOftenThanUsual() {
    bench.liveRefusal = Optional.of(new LiveRefusal.ForNow("NOT_REACHED"));
    bench.direct("rules", "11211");
    var updater = confirmed();
    updater.step();
    bench.pass(AGAIN);
    updater.step();
    assertEquals(1, bench.takenLive.size(), "each offer is a trial written down and given up");
    bench.liveRefusal = Optional.empty();
    bench.pass(UpdateBench.EVERY);
    updater.step();
    assertEquals("11211", bench.onTrial());
  }

  @Test
  void confirmsAPolicyThatWasTakenLiveWithoutARestart() {
    showTheRest();
    bench.direct("rules", "11211");
    var updater = confirmed();
    updater.step();
    assertEquals(List.of("on trial: rules"), told());
    updater.step();
    assertEquals(List.of("confirmed: rules"), told());
    assertEquals("11211", bench.confirmed());
    assertEquals(0, bench.restarts);
    updater.step();
    assertEquals(List.of("up to date"), told());
    assertEquals("policy-2.tar", told(PartKind.POLICY));
  }

  @Test
  void whatWasShownBeforeADescriptionWasTakenLiveDoesNotSpeakForIt() {
    showTheRest();
    var updater = confirmed();
    bench.health.show(HealthCheck.CAN_SEEN);
    bench.health.show(HealthCheck.DIRECTOR_REACHED);
    bench.direct("car", "11121");
    bench.isCanHeard = false;
    updater.step();
    updater.step();
    assertEquals(List.of("on trial: car"), told());
    assertEquals("description-2.tar", told(PartKind.DESCRIPTION));
    bench.pass(UpdateBench.TRIAL);
    updater.step();
    assertEquals(List.of("not confirmed: car [CAN_SEEN]"), told());
    assertEquals(1, bench.restarts);
  }

  @Test
  void asksAgainWhileTheCarIsNotInAStateForIt() {
    bench.unmet = Optional.of("Gear == PARK: CONDITION_UNMET");
    bench.direct("winter", "21111");
    var updater = confirmed();
    updater.step();
    assertEquals(List.of("trouble: PRECONDITION_UNMET"), told());
    bench.unmet = Optional.empty();
    updater.step();
    assertEquals(List.of(), told(), "it is not asked every second");
    bench.pass(AGAIN);
    updater.step();
    assertEquals(List.of("restarting: winter"), told());
  }

  @Test
  void manyWakeUpsAreNoMoreThanOneTurnInTwoSeconds() throws Exception {
    var updater = confirmed();
    updater.step();
    bench.told.clear();
    for (int i = 0; i < 40; i++) {
      updater.wake();
      updater.wake();
      updater.await(Duration.ZERO);
      updater.step();
      bench.pass(Duration.ofMillis(100));
    }
    assertEquals(1, told().size());
    bench.pass(LEAST);
    updater.wake();
    updater.await(Duration.ZERO);
    updater.step();
    assertEquals(List.of("up to date"), told());
  }

  @Test
  void aWakeUpDoesNotPutOffWhatIsDue() throws Exception {
    bench.unmet = Optional.of("Gear == PARK: CONDITION_UNMET");
    bench.direct("winter", "21111");
    var updater = confirmed();
    updater.step();
    bench.told.clear();
    bench.pass(LEAST);
    updater.wake();
    updater.await(Duration.ZERO);
    updater.step();
    assertEquals(List.of("trouble: PRECONDITION_UNMET"), told());
  }

  @Test
  void anAttackIsNotedToldAndForgottenOnceTheDirectorHasIt() {
    var updater = confirmed();
    updater.step();
    bench.told.clear();
    bench.direct("winter", "21111");
    bench.spoil("application-2.tar");
    bench.pass(UpdateBench.EVERY);
    bench.manifests.clear();
    updater.step();
    var lines = told();
    assertEquals(2, lines.size(), lines.toString());
    assertTrue(lines.getLast().startsWith("attacked: "), lines.toString());
    assertEquals(2, bench.manifests.size(), "the Director hears of it at once");
    var attacks = bench.lastManifest().detected().list();
    assertEquals(1, attacks.size());
    assertTrue(attacks.getFirst().subject().contains("application-2.tar"), attacks.toString());
    bench.direct("spring", "11111");
    bench.pass(AGAIN);
    updater.step();
    assertEquals(List.of(), bench.lastManifest().detected().list());
  }

  @Test
  void anAttackIsToldByTheNextProcessWhereTheDirectorDidNotHearOfIt() {
    bench.handing =
        Optional.of(new HandingFailure.NotHanded(new FetchFailure.Unreachable("no route")));
    bench.direct("winter", "21111");
    bench.spoil("application-2.tar");
    confirmed().step();
    assertEquals(1, bench.lastManifest().detected().list().size());
    bench.disk.kill();
    bench.handing = Optional.empty();
    bench.direct("spring", "11111");
    var next = confirmed();
    next.step();
    var attacks = bench.lastManifest().detected().list();
    assertEquals(List.of(1L), attacks.stream().map(DetectedAttack::times).toList());
    bench.pass(UpdateBench.EVERY);
    next.step();
    assertEquals(List.of(), bench.lastManifest().detected().list());
  }

  @Test
  void aTimeThatNobodyLivesToSeeIsNotBelieved() {
    var updater = confirmed();
    bench.time = new TimeReading.Trusted(UpdateBench.LATEST.plus(Duration.ofDays(400)));
    updater.step();
    assertTrue(told().contains("attacked: FREEZE"));
    var detail = bench.lastManifest().detected().list().getFirst().detail();
    assertTrue(detail.endsWith("valid at " + UpdateBench.LATEST), detail);
  }

  @Test
  void anAttackDuringATrialIsNotedToo() {
    var updater = onTrial("winter", "21111");
    bench.told.clear();
    bench.time = new TimeReading.Trusted(SimulatedRepository.NOW.plus(Duration.ofDays(31)));
    updater.step();
    assertTrue(told().contains("attacked: FREEZE"));
    assertEquals(1, bench.lastManifest().detected().list().size());
    showTheRest();
    updater.step();
    assertEquals("11111", bench.confirmed(), "the Director was not reached");
  }

  @Test
  void aManifestThatIsNotTakenStopsNoUpdate() {
    bench.handing = Optional.of(new HandingFailure.NotTaken("REPLAYED"));
    bench.direct("winter", "21111");
    var updater = confirmed();
    updater.step();
    assertEquals(
        List.of("untold: NOT_TAKEN: it refuses the manifest: REPLAYED", "restarting: winter"),
        told());
    bench.restarts = 0;
    showTheRest();
    bench.updater("B", "").step();
    assertEquals("21111", bench.confirmed());
  }

  @Test
  void noCounterIsUsedThatIsNotDurable() {
    var updater = confirmed();
    bench.disk.fallIll(DurableRefusal.DISK_FULL);
    updater.step();
    assertEquals(List.of(), bench.manifests);
    assertTrue(told().toString().contains("DISK_FULL"));
    bench.disk.heal();
    bench.pass(AGAIN);
    updater.step();
    assertEquals(1, bench.manifests.size());
  }

  @Test
  void noCounterIsUsedTwiceWhereverTheDiskFailsOnce() {
    long last = 0;
    for (int after = 0; after < 40; after++) {
      bench.disk.kill();
      bench.manifests.clear();
      var updater = confirmed();
      bench.disk.faultIn(after, DurableRefusal.IO_ERROR);
      updater.step();
      if (!bench.manifests.isEmpty()) {
        long counter = bench.lastManifest().counter();
        assertTrue(counter > last, counter + " after " + last + ", the fault at " + after);
        last = counter;
      }
    }
    assertTrue(last > 0);
    assertTrue(told().stream().anyMatch(line -> line.startsWith("untold: IO_ERROR")));
  }

  @Test
  void countersRiseOverProcesses() {
    confirmed().step();
    long first = bench.lastManifest().counter();
    bench.disk.kill();
    confirmed().step();
    assertTrue(bench.lastManifest().counter() > first);
  }

  @Test
  void aCarWithoutAConnectionConfirmsWhereTheOemAllowsIt() {
    bench.reach = Confirmation.Reach.OFFLINE_ALLOWED;
    var updater = onTrial("winter", "21111");
    bench.time = UNKNOWN;
    bench.handing =
        Optional.of(new HandingFailure.NotHanded(new FetchFailure.Unreachable("no route")));
    bench.health.show(HealthCheck.CONFIGURATION_LOADED);
    updater.step();
    assertEquals("21111", bench.confirmed());
    assertEquals(LatestTime.Standing.FLOOR, bench.lastManifest().time().standing());
  }

  @Test
  void withoutAnAllowanceItWaitsForTheConnectionAndSignsOneManifestUntilThen() {
    var updater = onTrial("winter", "21111");
    bench.time = UNKNOWN;
    bench.manifests.clear();
    showTheRest();
    for (int i = 0; i < 20; i++) {
      updater.step();
      bench.pass(LEAST);
    }
    assertEquals(1, bench.manifests.size());
    assertEquals("11111", bench.confirmed());
    bench.time = new TimeReading.Trusted(SimulatedRepository.NOW);
    updater.step();
    assertEquals("21111", bench.confirmed());
  }

  @Test
  void aTrialThatWaitsForItsHealthDoesNotAskTheDirectorEverySecond() {
    var updater = onTrial("winter", "21111");
    bench.manifests.clear();
    for (int i = 0; i < 60; i++) {
      updater.step();
      bench.pass(Duration.ofSeconds(1));
    }
    assertTrue(bench.manifests.size() <= 3, bench.manifests.size() + " in a minute");
  }

  @Test
  void aDiskThatDoesNotTakeTheConfirmationIsAskedAgain() {
    var updater = onTrial("winter", "21111");
    showTheRest();
    bench.health.show(HealthCheck.MANIFEST_SIGNED);
    bench.told.clear();
    bench.disk.fallIll(DurableRefusal.DISK_FULL);
    bench.health.show(HealthCheck.DIRECTOR_REACHED);
    updater.step();
    assertTrue(told().contains("trouble: DISK_FULL"));
    bench.disk.heal();
    assertEquals("11111", bench.confirmed());
    updater.step();
    assertEquals("21111", bench.confirmed());
  }

  @Test
  void aDiskThatStillDoesNotTakeItWhenTheTimeIsOverEndsTheProcess() {
    var updater = onTrial("winter", "21111");
    showTheRest();
    bench.disk.fallIll(DurableRefusal.DISK_FULL);
    updater.step();
    assertEquals(0, bench.restarts);
    bench.pass(UpdateBench.TRIAL);
    updater.step();
    assertEquals(1, bench.restarts, "the launcher cannot count a start and goes back");
    bench.disk.heal();
    updater.step();
    assertEquals("11111", bench.confirmed());
  }

  @Test
  void closingEndsTheThread() throws Exception {
    var updater = confirmed();
    updater.close();
    updater.step();
    assertEquals(List.of(), told());
    assertFalse(Thread.currentThread().isInterrupted());
  }
}
