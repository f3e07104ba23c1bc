package dev.portcullis.simulator.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.verify.SignaturePolicy;
import dev.portcullis.simulator.repository.attack.Lie;
import dev.portcullis.simulator.repository.attack.Thief;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a vehicle's client says to a server that lies, and to somebody who stole keys. Whatever
 * looks like an attack is told in a signed manifest over the same server, and the Director must
 * have it by its name.
 */
final class LyingMirrorTest {

  private static final String DIRECTOR = "director/car-1/metadata/";
  private static final String IMAGES = "images/metadata/";
  private static final Bytes EVIL = Bytes.utf8("evil!");

  @TempDir private Path folder;
  private TestFleet fleet;
  private FleetVehicle car;
  private TestFleet.Unit unit;
  private Target agent;

  @BeforeEach
  void start() throws Exception {
    fleet = new TestFleet(folder, KeyPlan.CLASSICAL);
    car = fleet.addVehicle("car-1");
    unit = fleet.unit(car, SignaturePolicy.THRESHOLD);
    agent = fleet.target("a.tar", "agent", "tcu", 2);
    fleet.direct("winter", "car-1", "application", "a.tar");
    assertEquals("[car-1-application a.tar 2]", unit.said());
  }

  @AfterEach
  void end() {
    fleet.close();
  }

  private void release() throws Exception {
    fleet.addTarget("b.tar", "newer", "tcu", 3);
    fleet.direct("spring", "car-1", "application", "b.tar");
  }

  @Test
  void anOlderDirectorIsARollback() throws Exception {
    release();
    assertEquals("[car-1-application b.tar 3]", unit.said());

    fleet.mirror.tells(new Lie.Replayed(DIRECTOR));
    assertEquals("ROLLBACK timestamp", unit.said());
  }

  @Test
  void anOlderImageRepositoryIsARollback() throws Exception {
    release();
    assertEquals("[car-1-application b.tar 3]", unit.said());

    fleet.mirror.tells(new Lie.Replayed(IMAGES));
    assertEquals("ROLLBACK timestamp", unit.said());
  }

  @Test
  void anOlderReleaseThatTheDirectorSignsIsARollback() {
    unit.has("application", 3);

    assertEquals("ROLLBACK the release of ECU car-1-application", unit.said());
  }

  @Test
  void aVehicleThatIsKeptInThePastNoticesWhenThePastExpires() throws Exception {
    fleet.mirror.tells(new Lie.Replayed(DIRECTOR));
    release();
    assertEquals("[car-1-application a.tar 2]", unit.said());

    fleet.pass(Duration.ofDays(3));
    assertEquals("FREEZE timestamp", unit.said());
  }

  @Test
  void anImageRepositoryThatIsFrozenIsNoticedToo() throws Exception {
    fleet.mirror.tells(new Lie.Replayed(IMAGES));
    fleet.pass(Duration.ofDays(3));

    assertEquals("FREEZE timestamp", unit.said());
  }

  @Test
  void anOldSnapshotUnderANewTimestampIsMixAndMatch() throws Exception {
    release();
    fleet.mirror.tells(new Lie.Mixed(DIRECTOR, "snapshot"));

    assertEquals("MIX_AND_MATCH snapshot", unit.said());
  }

  @Test
  void oldTargetsUnderANewSnapshotAreMixAndMatch() throws Exception {
    release();
    fleet.mirror.tells(new Lie.Mixed(IMAGES, "targets"));

    assertEquals("MIX_AND_MATCH targets", unit.said());
  }

  @Test
  void anImageWithoutEndIsEndlessData() {
    fleet.mirror.tells(new Lie.Endless("images/targets/"));

    assertEquals("ENDLESS_DATA a.tar", unit.fetched());
  }

  @Test
  void metadataWithoutEndIsEndlessData() {
    fleet.mirror.tells(new Lie.Endless(DIRECTOR + "timestamp.json"));

    assertEquals("ENDLESS_DATA timestamp.json", unit.said());
  }

  @Test
  void anImageThatTricklesIsSlowRetrieval() {
    fleet.mirror.tells(new Lie.Trickled("images/targets/", Duration.ofSeconds(1)));

    assertEquals("SLOW_RETRIEVAL a.tar", unit.fetched());
  }

  @Test
  void anExchangedImageOfTheRightLengthIsArbitrarySoftware() {
    fleet.mirror.tells(new Lie.Forged(Map.of("images/targets/" + agent.path(), EVIL)));

    assertEquals("ARBITRARY_SOFTWARE a.tar", unit.fetched());
  }

  @Test
  void aMetadataFileThatIsWithheldIsNoAttackAndNothingIsTaken() throws Exception {
    release();
    fleet.mirror.tells(new Lie.Withheld(IMAGES));

    assertEquals(
        "Unavailable[what=timestamp.json, why=the repository does not have it]", unit.said());
  }

  @Test
  void allKeysOfTheDirectorCannotInstallWhatNobodyVouchesFor() throws Exception {
    fleet.mirror.tells(thief().directs(car, evil(agent.name(), "tcu")).orFault());

    assertEquals("KEY_COMPROMISE a.tar", unit.said());
  }

  @Test
  void aNameThatNobodyVouchesForIsNotInstalledEither() throws Exception {
    fleet.mirror.tells(thief().directs(car, evil(new TargetName("evil.tar"), "tcu")).orFault());

    assertEquals("NoSuchTarget[name=evil.tar]", unit.said());
  }

  @Test
  void oneStolenKeyOfTheDirectorDoesNotFitTheOthersFiles() throws Exception {
    release();
    fleet.mirror.tells(thief().directsWithOneKey(car, evil(agent.name(), "tcu")).orFault());

    assertEquals("MIX_AND_MATCH targets", unit.said());
  }

  @Test
  void theOnlineKeysOfTheImageRepositoryVouchForNothing() throws Exception {
    fleet.mirror.tells(
        thief()
            .vouches(
                new Target(
                    new TargetName("evil.tar"),
                    EVIL.size(),
                    Digest.of(EVIL).value(),
                    List.of(new HardwareId("tcu")),
                    9))
            .orFault());

    assertEquals("ARBITRARY_SOFTWARE targets", unit.said());
  }

  @Test
  void anImageForAnotherModelOfEcuIsWrongHardware() throws Exception {
    var policy = fleet.target("p.tar", "policy", "policy", 9);
    fleet.mirror.tells(
        thief().directs(car, Map.of(new EcuId("car-1-application"), policy)).orFault());

    assertEquals("WRONG_HARDWARE p.tar", unit.said());
  }

  @Test
  void theDirectionsForAnotherVehicleAreForTheWrongVehicle() throws Exception {
    var other = fleet.addVehicle("car-2");
    fleet.direct("other", "car-2", "application", "a.tar");
    var theirs =
        thief().directs(other, Map.of(new EcuId("car-2-application"), agent)).orFault().files();
    var ours = new HashMap<String, Bytes>();
    theirs.forEach((path, file) -> ours.put(path.replace("car-2", "car-1"), file));
    fleet.mirror.tells(new Lie.Forged(ours));
    var fresh = fleet.unit(car, SignaturePolicy.THRESHOLD);

    assertEquals("WRONG_VEHICLE the Director's targets", fresh.said());
  }

  @Test
  void anHonestMirrorBringsEverythingAgain() throws Exception {
    release();
    fleet.mirror.tells(new Lie.Endless(""));
    assertEquals("ENDLESS_DATA 2.root.json", unit.said());

    fleet.mirror.tells(new Lie.None());
    assertEquals("[car-1-application b.tar 3]", unit.said());
    assertEquals("newer", unit.fetched());
  }

  private Thief thief() {
    return new Thief(fleet.repositories, folder, fleet.random);
  }

  private Map<EcuId, Target> evil(TargetName name, String hardware) {
    return Map.of(
        new EcuId("car-1-application"),
        new Target(
            name,
            EVIL.size(),
            Digest.of(EVIL).value(),
            List.of(new HardwareId(hardware)),
            agent.releaseCounter()));
  }
}
