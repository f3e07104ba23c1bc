package dev.portcullis.simulator.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.metadata.Delegation;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.verify.SignaturePolicy;
import dev.portcullis.simulator.repository.RepositoryRefusal.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: from keys over HTTPS to what a vehicle's own client agrees to install. */
final class ServedRepositoriesTest {

  @TempDir private Path folder;
  private TestFleet fleet;
  private FleetVehicle car;
  private TestFleet.Unit unit;

  @BeforeEach
  void start() throws Exception {
    fleet = new TestFleet(folder, KeyPlan.CLASSICAL);
    car = fleet.addVehicle("car-1");
    unit = fleet.unit(car, SignaturePolicy.THRESHOLD);
  }

  @AfterEach
  void end() {
    fleet.close();
  }

  @Test
  void aVehicleWithoutACampaignIsDirectedToNothing() {
    assertEquals("[]", unit.said());
  }

  @Test
  void whatACampaignDirectsIsAgreedOnAndFetched() throws Exception {
    fleet.addTarget("app/agent-1.1.tar", "an agent", "tcu", 2);
    fleet.direct("winter", "car-1", "application", "app/agent-1.1.tar");

    assertEquals("[car-1-application app/agent-1.1.tar 2]", unit.said());
    assertEquals("an agent", unit.fetched());
  }

  @Test
  void aLargeImageComesFromItsMiddleOn() throws Exception {
    fleet.addTarget("big.tar", "0123456789".repeat(100_000), "tcu", 2);
    var target = fleet.repositories.images().find(Target.name("big.tar").orFault()).orElseThrow();
    var hash = target.sha256().hex();
    var reply =
        RawRequest.get(
                fleet.context("car-1"),
                Map.of("Range", "bytes=999995-", "If-Range", '"' + hash + '"'))
            .to(fleet.server.uri("images/targets/" + hash + ".big.tar"));

    assertEquals(
        new RawRequest.Reply(206, "56789", Optional.of("bytes 999995-999999/1000000")), reply);
  }

  @Test
  void theRestOfAnotherFileIsNotSent() throws Exception {
    var target = fleet.target("a.tar", "an image", "tcu", 2);
    var reply =
        RawRequest.get(
                fleet.context("car-1"), Map.of("Range", "bytes=3-", "If-Range", "\"another\""))
            .to(fleet.server.uri("images/targets/" + target.sha256().hex() + ".a.tar"));

    assertEquals(new RawRequest.Reply(200, "an image", Optional.empty()), reply);
  }

  @Test
  void aVehicleReadsItsOwnDirectionsAlone() throws Exception {
    var _ = fleet.addVehicle("car-2");

    assertEquals(200, status("car-1", "director/car-1/metadata/timestamp.json"));
    assertEquals(403, status("car-1", "director/car-2/metadata/timestamp.json"));
    assertEquals(403, status("car-1", "director/car-2/metadata/1.root.json"));
    assertEquals(403, status("car-1", "director/car-9/metadata/timestamp.json"));
  }

  @Test
  void nothingElseOfTheFolderIsServed() throws Exception {
    for (String path :
        List.of(
            "director/car-1/vehicle.json",
            "director/car-1/metadata/../vehicle.json",
            "director/car-1/metadata/%2e%2e",
            "images/online-keys/x",
            "images/metadata/..%2f..%2fonline-keys",
            "images/targets/../metadata/1.root.json",
            "offline/images/root.pem",
            "")) {
      assertEquals(404, status("car-1", path), path);
    }
  }

  @Test
  void whoShowsNoCertificateIsNotServed() throws Exception {
    var trusting = SSLContext.getInstance("TLSv1.3");
    trusting.init(null, new TrustManager[] {new TrustingAll()}, null);
    var request = RawRequest.get(trusting, Map.of());
    var uri = fleet.server.uri("images/metadata/1.root.json");
    assertThrows(IOException.class, () -> request.to(uri));
  }

  @Test
  void aManifestIsTakenFromItsOwnVehicleAlone() throws Exception {
    var _ = fleet.addVehicle("car-2");
    assertEquals(403, put("director/car-2/manifest", "{}"));
    assertEquals(404, put("director/car-1/metadata/1.root.json", "{}"));
    assertEquals(422, put("director/car-1/manifest", "x".repeat(300_000)));
  }

  @Test
  void aPausedCampaignDirectsNobodyAndAResumedOneDoes() throws Exception {
    fleet.addTarget("a.tar", "an image", "tcu", 2);
    fleet.direct("winter", "car-1", "application", "a.tar");
    change("winter", FleetCampaign.State.PAUSED);
    assertEquals("[]", unit.said());

    change("winter", FleetCampaign.State.RUNNING);
    assertEquals("[car-1-application a.tar 2]", unit.said());

    change("winter", FleetCampaign.State.CANCELLED);
    assertEquals("[]", unit.said());
    assertEquals(
        Code.NOT_POSSIBLE,
        refusal(
            fleet
                .repositories
                .director()
                .change(new CampaignId("winter"), FleetCampaign.State.RUNNING)));
  }

  @Test
  void theHigherReleaseOfTwoCampaignsIsDirected() throws Exception {
    fleet.addTarget("b.tar", "newer", "tcu", 3);
    fleet.addTarget("a.tar", "older", "tcu", 2);
    fleet.direct("second", "car-1", "application", "b.tar");
    fleet.direct("first", "car-1", "application", "a.tar");

    assertEquals("[car-1-application b.tar 3]", unit.said());
  }

  @Test
  void campaignsForDifferentPartsGoTogether() throws Exception {
    fleet.addTarget("a.tar", "agent", "tcu", 2);
    fleet.addTarget("p.tar", "policy", "policy", 9);
    fleet.direct("winter", "car-1", "application", "a.tar");
    fleet.direct("rules", "car-1", "policy", "p.tar");

    assertEquals("[car-1-application a.tar 2, car-1-policy p.tar 9]", unit.said());
  }

  @Test
  void aVehicleFollowsEveryRootAndKeyThatIsRotated() throws Exception {
    fleet.addTarget("a.tar", "agent", "tcu", 2);
    fleet.direct("winter", "car-1", "application", "a.tar");
    assertEquals("[car-1-application a.tar 2]", unit.said());

    var all = Set.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP);
    assertEquals(2L, fleet.repositories.images().rotate(all).orFault());
    assertEquals(2L, fleet.repositories.director().rotate(all).orFault());
    assertEquals(3L, fleet.repositories.images().rotate(Set.of()).orFault());

    assertEquals("[car-1-application a.tar 2]", unit.said());
  }

  @Test
  void aCarThatWasParkedForTwoYearsComesBack() throws Exception {
    fleet.addTarget("a.tar", "agent", "tcu", 2);
    assertEquals("[]", unit.said());
    for (int i = 0; i < 4; i++) {
      fleet.pass(Duration.ofDays(180));
      var _ = fleet.repositories.images().rotate(Set.of(RoleName.ROOT)).orFault();
      var _ = fleet.repositories.director().rotate(Set.of(RoleName.ROOT)).orFault();
    }
    fleet.direct("winter", "car-1", "application", "a.tar");

    assertEquals("[car-1-application a.tar 2]", unit.said());
  }

  @Test
  void onlineMetadataIsSignedAnewBeforeItExpires() throws Exception {
    fleet.addTarget("a.tar", "agent", "tcu", 2);
    fleet.direct("winter", "car-1", "application", "a.tar");
    for (int day = 0; day < 40; day++) {
      fleet.pass(Duration.ofDays(1));
      assertEquals("[car-1-application a.tar 2]", unit.said(), "day " + day);
    }
  }

  @Test
  void aLostRootKeyIsReplacedByTheOthers() throws Exception {
    var offline = folder.resolve("ota/offline/images");
    try (var files = Files.list(offline)) {
      Files.delete(
          files
              .filter(file -> file.getFileName().toString().startsWith("root-"))
              .findFirst()
              .orElseThrow());
    }
    assertEquals(2L, fleet.repositories.images().rotate(Set.of(RoleName.ROOT)).orFault());
    assertEquals("[]", unit.said());
    try (var files = Files.list(offline)) {
      assertEquals(
          3, files.filter(file -> file.getFileName().toString().startsWith("root-")).count());
    }
  }

  @Test
  void twoLostRootKeysAreTooMany() throws Exception {
    try (var files = Files.list(folder.resolve("ota/offline/director"))) {
      for (Path each : files.limit(2).toList()) {
        Files.delete(each);
      }
    }
    assertEquals(
        Code.KEYS_MISSING, refusal(fleet.repositories.director().rotate(Set.of(RoleName.ROOT))));
  }

  @Test
  void aSupplierVouchesForWhatIsDelegatedToItAndNothingElse() throws Exception {
    var supplier = new RoleName("detectors");
    var _ =
        fleet
            .repositories
            .images()
            .delegate(
                new ImageRepository.Terms(
                    supplier,
                    List.of("detectors/*"),
                    Delegation.Reach.TERMINATING,
                    List.of(new HardwareId("tcu"))))
            .orFault();
    var _ = fleet.addTarget(supplier, "detectors/d.tar", "settings", "tcu", 4).orFault();
    fleet.direct("winter", "car-1", "application", "detectors/d.tar");

    assertEquals("[car-1-application detectors/d.tar 4]", unit.said());
    assertEquals("settings", unit.fetched());
    assertEquals(
        Code.NOT_DELEGATED, refusal(fleet.addTarget(supplier, "agent.tar", "x", "tcu", 4)));
    assertEquals(
        Code.NOT_DELEGATED,
        refusal(fleet.addTarget(supplier, "detectors/e.tar", "x", "policy", 4)));
  }

  @Test
  void whatIsSignedOfflineExpiresUnlessItIsSignedAnew() throws Exception {
    fleet.addTarget("a.tar", "agent", "tcu", 2);
    fleet.direct("winter", "car-1", "application", "a.tar");
    fleet.pass(Duration.ofDays(181));
    assertEquals("FREEZE targets", unit.said());

    assertEquals(4L, fleet.repositories.images().renew(RoleName.TARGETS).orFault());
    assertEquals("[car-1-application a.tar 2]", unit.said());
  }

  @Test
  void bothKindsOfSignaturesReachAVehicleThatAsksForBoth() throws Exception {
    var other = Files.createDirectory(folder.resolve("quantum"));
    try (var both = new TestFleet(other, KeyPlan.POST_QUANTUM)) {
      var vehicle = both.addVehicle("car-1");
      both.addTarget("a.tar", "agent", "tcu", 2);
      both.direct("winter", "car-1", "application", "a.tar");
      var strict = both.unit(vehicle, SignaturePolicy.THRESHOLD_OF_EACH_KIND);
      assertEquals("[car-1-application a.tar 2]", strict.said());

      var _ = both.repositories.images().rotate(Set.of(RoleName.ROOT, RoleName.TARGETS)).orFault();
      var _ = both.repositories.director().rotate(Set.of(RoleName.TARGETS)).orFault();
      assertEquals("[car-1-application a.tar 2]", strict.said());
    }
  }

  @Test
  void namesAreNotUsedTwice() throws Exception {
    fleet.addTarget("a.tar", "an image", "tcu", 2);

    assertEquals(
        Code.NAME_TAKEN, refusal(fleet.addTarget(RoleName.TARGETS, "a.tar", "b", "tcu", 3)));
  }

  @Test
  void anImageForOtherHardwareIsNotDirected() throws Exception {
    fleet.addTarget("a.tar", "an image", "other", 2);

    assertEquals(
        Code.FITS_NO_VEHICLE,
        refusal(
            fleet
                .repositories
                .director()
                .create(
                    new CampaignId("winter"),
                    new CampaignReach.Part(100),
                    Map.of(new EcuId("application"), "a.tar"))));
  }

  private void change(String campaign, FleetCampaign.State state) throws IOException {
    var _ = fleet.repositories.director().change(new CampaignId(campaign), state).orFault();
  }

  private int status(String vehicle, String path) throws Exception {
    return RawRequest.get(fleet.context(vehicle), Map.of()).to(fleet.server.uri(path)).status();
  }

  private int put(String path, String body) throws Exception {
    return RawRequest.put(fleet.context("car-1"), Bytes.utf8(body))
        .to(fleet.server.uri(path))
        .status();
  }

  private static <T> Code refusal(Outcome<T, RepositoryRefusal> outcome) {
    return switch (outcome) {
      case Outcome.Refused<T, RepositoryRefusal>(var why) -> why.code();
      case Outcome.Passed<T, RepositoryRefusal>(var value) ->
          throw new AssertionError("passed: " + value);
    };
  }
}
