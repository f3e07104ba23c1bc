package dev.portcullis.agent.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.install.Activation;
import dev.portcullis.ota.install.InstallRefusal;
import dev.portcullis.ota.install.LiveRefusal;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.slot.TrialEnd;
import dev.portcullis.ota.testing.SimulatedRepository;
import dev.portcullis.ota.update.UpdateRefusal;
import dev.portcullis.ota.verify.Attack;
import dev.portcullis.ota.verify.TrustedTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One turn, from both repositories' metadata to a version on trial. */
final class UpdateCycleTest {

  private final UpdateBench bench = new UpdateBench().provisioned();

  private UpdateCycle.Turn done() {
    return bench.cycle().turn(bench.now()).orFault();
  }

  private UpdateTrouble trouble() {
    return assertInstanceOf(
        UpdateTrouble.class,
        assertInstanceOf(Outcome.Refused.class, bench.cycle().turn(bench.now())).reason());
  }

  private InstallRefusal notInstalled() {
    return assertInstanceOf(UpdateTrouble.NotInstalled.class, trouble()).why();
  }

  private static CampaignId campaign(String name) {
    return new CampaignId(name);
  }

  @Test
  void isUpToDateWhereWhatIsDirectedRuns() {
    assertEquals(new UpdateCycle.Turn.UpToDate(), done());
    assertEquals(List.of(), bench.fetched);
    assertEquals("", bench.onTrial());
  }

  @Test
  void aNewApplicationWaitsForTheRestart() {
    bench.direct("winter", "21111");
    var turn = assertInstanceOf(UpdateCycle.Turn.Activated.class, done());
    assertEquals(campaign("winter"), turn.campaign());
    assertInstanceOf(Activation.AtRestart.class, turn.how());
    assertEquals("21111", bench.onTrial());
    assertEquals("11111", bench.confirmed());
    assertEquals(List.of("application-2.tar"), bench.fetched, "what runs already is not fetched");
    assertEquals(List.of(), bench.takenLive);
  }

  @Test
  void policyDescriptionAndDetectorsAreTakenLiveAndTogether() {
    bench.direct("rules", "11222");
    var turn = assertInstanceOf(UpdateCycle.Turn.Activated.class, done());
    assertInstanceOf(Activation.TakenLive.class, turn.how());
    assertEquals(1, bench.takenLive.size());
    assertEquals(3, bench.takenLive.getFirst().size());
    assertEquals("11222", bench.onTrial());
  }

  @Test
  void aPolicyBesideAnApplicationWaitsWithIt() {
    bench.direct("both", "21211");
    assertInstanceOf(
        Activation.AtRestart.class,
        assertInstanceOf(UpdateCycle.Turn.Activated.class, done()).how());
    assertEquals(List.of(), bench.takenLive);
  }

  @Test
  void whatTheProcessDoesNotTakeLiveIsSpent() {
    bench.liveRefusal = Optional.of(new LiveRefusal.ForGood("BAD_COMMANDS"));
    bench.direct("rules", "11211");
    assertEquals(new InstallRefusal.LiveRefused("BAD_COMMANDS"), notInstalled());
    assertEquals("", bench.onTrial());
    bench.fetched.clear();
    bench.liveRefusal = Optional.empty();
    assertEquals(
        new UpdateTrouble.TriedBefore(campaign("rules"), TrialEnd.LIVE_REFUSED), trouble());
    assertEquals(List.of(), bench.fetched);
    assertEquals(1, bench.takenLive.size());
  }

  @Test
  void whatTheProcessCannotTakeNowIsOfferedAgainAndNotFetchedAgain() {
    bench.liveRefusal = Optional.of(new LiveRefusal.ForNow("NOT_REACHED"));
    bench.direct("rules", "11211");
    for (int i = 0; i < 3; i++) {
      assertEquals(new InstallRefusal.LivePostponed("NOT_REACHED"), notInstalled());
      assertEquals("", bench.onTrial());
    }
    bench.liveRefusal = Optional.empty();
    assertInstanceOf(UpdateCycle.Turn.Activated.class, done());
    assertEquals("11211", bench.onTrial());
    assertEquals(1, bench.fetched.size());
  }

  @Test
  void anotherNameMakesItAnotherCampaign() {
    bench.liveRefusal = Optional.of(new LiveRefusal.ForGood("BAD_COMMANDS"));
    bench.direct("rules", "11211");
    var _ = trouble();
    bench.liveRefusal = Optional.empty();
    bench.direct("rules-mended", "11211");
    assertInstanceOf(UpdateCycle.Turn.Activated.class, done());
  }

  @Test
  void aNameThatIsNoneIsTheVersionOfTheDirectorsWord() {
    bench.direct("winter; rm -rf /", "21111");
    var turn = assertInstanceOf(UpdateCycle.Turn.Activated.class, done());
    assertTrue(turn.campaign().text().startsWith("director-"), turn.toString());
  }

  @Test
  void nothingChangesWhileTheCarIsNotInAStateForIt() {
    bench.unmet = Optional.of("Gear == PARK: CONDITION_UNMET");
    bench.direct("winter", "21111");
    for (int i = 0; i < 3; i++) {
      assertEquals(
          new InstallRefusal.PreconditionUnmet("Gear == PARK: CONDITION_UNMET"), notInstalled());
    }
    assertEquals("", bench.onTrial());
    assertEquals(List.of("application-2.tar"), bench.fetched, "it is fetched once");
    bench.unmet = Optional.empty();
    assertInstanceOf(UpdateCycle.Turn.Activated.class, done());
    assertEquals(List.of("application-2.tar"), bench.fetched);
  }

  @Test
  void anImageOfAnEarlierReleaseIsNotEvenFetched() {
    bench.direct("winter", "21111");
    var _ = done();
    var updater = bench.updater("B", "");
    bench.health.show(HealthCheck.CONFIGURATION_LOADED);
    bench.health.show(HealthCheck.BROKER_REACHED);
    updater.step();
    assertEquals("21111", bench.confirmed());
    bench.fetched.clear();
    bench.direct("back", "11111");
    assertInstanceOf(Attack.Rollback.class, trouble().attack().orElseThrow());
    assertEquals(List.of(), bench.fetched);
  }

  @Test
  void whatExpiredIsAFreezeAndNothingIsFetched() {
    bench.direct("winter", "21111");
    var late = new TrustedTime(SimulatedRepository.NOW.plus(Duration.ofDays(31)));
    var refused = assertInstanceOf(Outcome.Refused.class, bench.cycle().turn(late));
    var why = assertInstanceOf(UpdateTrouble.NotFetched.class, refused.reason());
    assertInstanceOf(Attack.Freeze.class, why.attack().orElseThrow());
    assertEquals(List.of(), bench.fetched);
  }

  @Test
  void anImageThatIsNotTheOneDescribedIsNotInstalled() {
    bench.direct("winter", "21111");
    for (String path : bench.images.requests()) {
      assertTrue(path.startsWith("metadata/"), path);
    }
    bench.spoil("application-2.tar");
    assertTrue(trouble().attack().isPresent());
    assertEquals("", bench.onTrial());
    assertEquals("11111", bench.confirmed());
  }

  @Test
  void anImageOnlyTheDirectorKnowsOfIsNotInstalled() {
    bench.direct("winter", "21111");
    bench.images.targets().object("targets").remove("application-2.tar");
    bench.images.publish("targets", "snapshot", "timestamp");
    var why = assertInstanceOf(UpdateTrouble.NotFetched.class, trouble()).why();
    assertTrue(
        why instanceof UpdateRefusal.NoSuchTarget || why instanceof UpdateRefusal.Attacked,
        why.toString());
    assertEquals(List.of(), bench.fetched);
  }

  @Test
  void anImageThatTheRepositoryDoesNotHaveIsUnavailableAndAskedForAgain() {
    bench.direct("winter", "21111");
    var image = bench.takeAway("application-2.tar");
    var why = assertInstanceOf(UpdateTrouble.NotFetched.class, trouble());
    assertInstanceOf(UpdateRefusal.Unavailable.class, why.why());
    assertEquals(Optional.empty(), why.attack());
    bench.putBack("application-2.tar", image);
    assertInstanceOf(UpdateCycle.Turn.Activated.class, done());
  }

  @Test
  void anImageThatIsNoArchiveIsNamed() {
    bench.direct("winter", "11111");
    bench.describeAs("application-3.tar", Bytes.utf8("no archive at all"), 3);
    var line = trouble().line();
    assertTrue(line.startsWith("NOT_UNPACKED: application: no image archive: "), line);
    assertEquals("", bench.onTrial());
  }

  @Test
  void aVersionOnTrialIsNotReplacedByAnother() {
    bench.direct("winter", "21111");
    var _ = done();
    bench.direct("spring", "31111");
    assertEquals(new InstallRefusal.OnTrial(), notInstalled());
    assertEquals("21111", bench.onTrial());
  }

  @Test
  void lookingChangesNothing() {
    bench.direct("winter", "21111");
    var _ = bench.cycle().look(bench.now()).orFault();
    assertEquals("", bench.onTrial());
    assertEquals(List.of(), bench.fetched);
  }
}
