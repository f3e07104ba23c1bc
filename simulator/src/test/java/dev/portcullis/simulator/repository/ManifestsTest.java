package dev.portcullis.simulator.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.fetch.HandingFailure;
import dev.portcullis.ota.fetch.HttpDirector;
import dev.portcullis.ota.fetch.ServerTrust;
import dev.portcullis.ota.fetch.TimeBudget;
import dev.portcullis.ota.manifest.DetectedAttacks;
import dev.portcullis.ota.manifest.InstalledImage;
import dev.portcullis.ota.manifest.LatestTime;
import dev.portcullis.ota.manifest.VehicleManifest;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.metadata.Hashes;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.EndedTrial;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.slot.TrialEnd;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.verify.Attack;
import dev.portcullis.ota.verify.SignaturePolicy;
import dev.portcullis.simulator.repository.VehicleProgress.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What vehicles tell the Director, over HTTPS, and what it makes of it. */
final class ManifestsTest {

  private static final CampaignId WINTER = new CampaignId("winter");

  @TempDir private Path folder;
  private TestFleet fleet;
  private FleetVehicle car;
  private Target agent;
  private final Map<String, InstalledImage> installed = new LinkedHashMap<>();

  @BeforeEach
  void start() throws Exception {
    fleet = new TestFleet(folder, KeyPlan.CLASSICAL);
    car = fleet.addVehicle("car-1");
    agent = fleet.target("a.tar", "agent", "tcu", 2);
    fleet.direct("winter", "car-1", "application", "a.tar");
    installed.put("car-1-application", image("old.tar", "old", 1));
    installed.put("car-1-policy", image("p.tar", "policy", 1));
  }

  @AfterEach
  void end() {
    fleet.close();
  }

  @Test
  void aVehicleThatNeverReportedIsSilent() throws Exception {
    assertEquals(new Stage.Silent(), stage());
  }

  @Test
  void aVehicleThatHasOtherImagesIsWaiting() throws Exception {
    assertEquals(204, send(manifest(1)));
    assertEquals(new Stage.Waiting(), stage());
  }

  @Test
  void aVehicleThatHasTheImagesHasInstalledThem() throws Exception {
    installed.put("car-1-application", new InstalledImage(agent.name(), 5, hashes("agent"), 2));

    assertEquals(204, send(manifest(1)));
    assertEquals(new Stage.Installed(), stage());
  }

  @Test
  void aVehicleThatFellBackSaysWhy() throws Exception {
    var trial = new EndedTrial(WINTER, TrialEnd.ATTEMPTS_USED, Set.of(HealthCheck.CAN_SEEN));

    assertEquals(204, send(manifest(1, DetectedAttacks.NONE, Optional.of(trial))));
    assertEquals(new Stage.FellBack(trial), stage());
  }

  @Test
  void attacksAreKeptThoughTheNextManifestDoesNotNameThem() throws Exception {
    var seen = DetectedAttacks.NONE.with(new Attack.EndlessData("a.tar", 5));
    assertEquals(204, send(manifest(1, seen, Optional.empty())));
    assertEquals(204, send(manifest(2)));

    assertEquals(seen.list(), progress().attacks());
  }

  @Test
  void aManifestIsTakenOnce() throws Exception {
    var manifest = manifest(7);
    assertEquals(204, send(manifest));
    assertEquals(422, send(manifest));
    assertEquals(422, send(manifest(6)));
  }

  @Test
  void theAgentsOwnClientIsToldWhatBecameOfItsManifest() throws Exception {
    var director =
        new HttpDirector(
            fleet.server.uri("director/car-1/"),
            TimeBudget.MOBILE,
            new ServerTrust.Given(fleet.context("car-1")));
    var manifest = manifest(3);

    assertEquals(Outcome.passed(manifest), director.hand(manifest));
    assertEquals(Outcome.refused(new HandingFailure.NotTaken("REPLAYED")), director.hand(manifest));
  }

  @Test
  void anotherVehiclesManifestIsNotTaken() throws Exception {
    var other = fleet.addVehicle("car-2");
    var bytes =
        new VehicleManifest(
                other.id(),
                new EcuId("car-1-application"),
                1,
                time(),
                byEcu(),
                DetectedAttacks.NONE,
                Optional.empty())
            .signedBy(fleet.ecuKey("car-2"));

    assertEquals(422, send(bytes));
    assertEquals(new Stage.Silent(), stage());
  }

  @Test
  void whatIsNoManifestIsNotTaken() throws Exception {
    assertEquals(422, send(Bytes.utf8("{}")));
    assertEquals(422, send(Bytes.utf8("no")));
  }

  @Test
  void aVehicleThatHasMoreIsNotDirectedToLess() throws Exception {
    installed.put("car-1-application", image("b.tar", "newer", 3));
    assertEquals(204, send(manifest(1)));
    var unit = fleet.unit(car, SignaturePolicy.THRESHOLD);
    unit.has("application", 3);

    assertEquals("[]", unit.said());
  }

  @Test
  void onlyTheLastManifestsAreKept() throws Exception {
    for (int counter = 1; counter <= 40; counter++) {
      var manifest = manifest(counter);
      assertEquals(
          counter,
          fleet.repositories.director().takeManifest(car.id(), manifest).orFault().counter());
    }
    try (var files = Files.list(folder.resolve("ota/director/vehicles/car-1/manifests"))) {
      assertEquals(32, files.count());
    }
  }

  private Stage stage() throws IOException {
    return progress().stage();
  }

  private VehicleProgress progress() throws IOException {
    return fleet.repositories.director().progress(WINTER).orElseThrow().getFirst();
  }

  private int send(Bytes manifest) throws Exception {
    return RawRequest.put(fleet.context("car-1"), manifest)
        .to(fleet.server.uri("director/car-1/manifest"))
        .status();
  }

  private Bytes manifest(long counter) {
    return manifest(counter, DetectedAttacks.NONE, Optional.empty());
  }

  private Bytes manifest(long counter, DetectedAttacks seen, Optional<EndedTrial> ended) {
    return new VehicleManifest(car.id(), car.primary(), counter, time(), byEcu(), seen, ended)
        .signedBy(fleet.ecuKey("car-1"));
  }

  private Map<EcuId, InstalledImage> byEcu() {
    var images = new LinkedHashMap<EcuId, InstalledImage>();
    installed.forEach((ecu, image) -> images.put(new EcuId(ecu), image));
    return images;
  }

  private static LatestTime time() {
    return new LatestTime(TestFleet.NOW, LatestTime.Standing.TRUSTED);
  }

  private static InstalledImage image(String name, String content, long counter) {
    return new InstalledImage(new TargetName(name), content.length(), hashes(content), counter);
  }

  private static Hashes hashes(String content) {
    return new Hashes(
        Map.of(HashAlgorithm.SHA_256, Digest.of(Bytes.utf8(content)).value()), Set.of());
  }
}
