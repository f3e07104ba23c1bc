package dev.portcullis.ota.update;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.ota.store.MetadataFolder;
import dev.portcullis.ota.testing.RoleSigner;
import dev.portcullis.ota.testing.SimulatedRepository;
import dev.portcullis.ota.testing.TestClient;
import dev.portcullis.ota.uptane.AgreedImage;
import dev.portcullis.ota.uptane.Ecu;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.uptane.Vehicle;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.ota.verify.SignaturePolicy;
import dev.portcullis.ota.verify.TrustedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Primary installs: what the Director directs and the Image repository vouches for. */
final class VehicleUpdateTest {

  private static final String[] TARGETS = {"targets", "snapshot", "timestamp"};
  private static final Bytes IMAGE = Bytes.utf8("an image");
  private static final Map<EcuId, Ecu> ECUS =
      Map.of(
          new EcuId("tcu-1"), new Ecu(new HardwareId("tcu"), 7),
          new EcuId("door-1"), new Ecu(new HardwareId("door"), 3),
          new EcuId("door-2"), new Ecu(new HardwareId("door"), 3));

  @TempDir private Path folder;
  private final SimulatedRepository director = new SimulatedRepository();
  private final SimulatedRepository images = new SimulatedRepository();

  @BeforeEach
  void provision() throws IOException {
    for (String each : List.of("director", "images")) {
      Files.createDirectories(folder.resolve(each));
    }
    Files.write(folder.resolve("director/root.json"), director.file("root").toArray());
    Files.write(folder.resolve("images/root.json"), images.file("root").toArray());
  }

  private Outcome<List<AgreedImage>, UpdateRefusal> check(TrustedTime time) {
    var files = new DiskFileSystem();
    return new VehicleUpdate(
            new RepositoryUpdate(
                new MetadataFolder(files, folder.resolve("director")),
                director.metadata(),
                SignaturePolicy.THRESHOLD),
            new RepositoryUpdate(
                new MetadataFolder(files, folder.resolve("images")),
                images.metadata(),
                SignaturePolicy.THRESHOLD))
        .check(new Vehicle(new VehicleId("car-1"), ECUS), time)
        .map(AgreedUpdate::images);
  }

  private String said() {
    return TestClient.said(check(new TrustedTime(SimulatedRepository.NOW)));
  }

  private static Map<String, Object> description(Bytes content, Map<String, Object> custom) {
    var description = new LinkedHashMap<String, Object>();
    description.put("length", content.size());
    description.put("hashes", Map.of("sha256", Digest.of(content).value().hex()));
    description.put("custom", custom);
    return description;
  }

  private static Map<String, Object> directed(String ecu, String hardware, long counter) {
    return description(
        IMAGE,
        Map.of(
            "ecuIdentifiers",
            Map.of(ecu, Map.of("hardwareId", hardware)),
            "releaseCounter",
            counter));
  }

  private static Map<String, Object> vouched(String hardware, long counter) {
    return description(IMAGE, Map.of("hardwareIds", List.of(hardware), "releaseCounter", counter));
  }

  private void publish(Map<String, Object> directed, Map<String, Object> vouched) {
    director.describe("targets", "app.bin", directed);
    director.publish(TARGETS);
    images.describe("targets", "app.bin", vouched);
    images.publish(TARGETS);
  }

  @Test
  void installsWhatBothSayTheSameOf() {
    publish(directed("tcu-1", "tcu", 8), vouched("tcu", 8));

    var agreed = check(new TrustedTime(SimulatedRepository.NOW)).orFault();
    assertEquals(
        List.of("tcu-1 app.bin 8"),
        agreed.stream()
            .map(AgreedImage::direction)
            .map(each -> each.ecu() + " " + each.name() + " " + each.releaseCounter())
            .toList());
  }

  @Test
  void theSameReleaseMayComeAgain() {
    publish(directed("tcu-1", "tcu", 7), vouched("tcu", 7));

    assertEquals("done", said());
  }

  @Test
  void oneImageMayBeForSeveralEcus() {
    publish(
        description(
            IMAGE,
            Map.of(
                "ecuIdentifiers",
                Map.of(
                    "door-1", Map.of("hardwareId", "door"),
                    "door-2", Map.of("hardwareId", "door")),
                "releaseCounter",
                4)),
        vouched("door", 4));

    assertEquals(2, check(new TrustedTime(SimulatedRepository.NOW)).orFault().size());
  }

  @Test
  void theImageRepositoryIsNotAskedWhereNothingIsDirected() {
    director.targets().put("custom", Map.of("vehicleIdentifier", "car-1"));
    director.publish(TARGETS);

    assertEquals(List.of(), check(new TrustedTime(SimulatedRepository.NOW)).orFault());
    assertEquals(List.of(), images.requests());
  }

  @ParameterizedTest
  @CsvSource({
    "tcu-1, tcu, 6, tcu, 6, ROLLBACK the release of ECU tcu-1",
    "tcu-1, door, 8, door, 8, WRONG_HARDWARE ECU tcu-1",
    "tcu-1, tcu, 8, door, 8, WRONG_HARDWARE app.bin",
    "tcu-2, tcu, 8, tcu, 8, WRONG_VEHICLE ECU tcu-2",
    "tcu-1, tcu, 9, tcu, 8, KEY_COMPROMISE app.bin",
    "tcu-1, tcu, 8, tcu, 9, KEY_COMPROMISE app.bin",
    "tcu-1, tcu, -1, tcu, 8, MALFORMED app.bin"
  })
  void refusesWhatDoesNotFitTheEcuOrTheOtherRepository(
      String ecu, String hardware, long directed, String made, long vouched, String said) {
    publish(directed(ecu, hardware, directed), vouched(made, vouched));

    assertEquals(said, said());
  }

  @Test
  void refusesAnImageThatTheImageRepositoryKnowsDifferently() {
    var other =
        description(
            Bytes.utf8("another!"), Map.of("hardwareIds", List.of("tcu"), "releaseCounter", 8));
    publish(directed("tcu-1", "tcu", 8), other);
    assertEquals("KEY_COMPROMISE app.bin", said());

    var longer = vouched("tcu", 8);
    longer.put("length", 9);
    publish(directed("tcu-1", "tcu", 8), longer);
    assertEquals("KEY_COMPROMISE app.bin", said());
  }

  @Test
  void oneMoreHashOnOneSideIsADisagreement() {
    var more = vouched("tcu", 8);
    more.put("hashes", Map.of("sha256", Digest.of(IMAGE).value().hex(), "sha512", "00".repeat(64)));
    publish(directed("tcu-1", "tcu", 8), more);

    assertEquals("KEY_COMPROMISE app.bin", said());
  }

  @Test
  void aHashThatNobodyKnowsCannotBeAgreedOn() {
    var hashes = Map.of("sha256", Digest.of(IMAGE).value().hex(), "whirlpool", "00");
    var directed = directed("tcu-1", "tcu", 8);
    directed.put("hashes", hashes);
    var vouched = vouched("tcu", 8);
    vouched.put("hashes", hashes);
    publish(directed, vouched);

    assertEquals("ARBITRARY_SOFTWARE app.bin", said());
  }

  @Test
  void refusesAnImageThatTheImageRepositoryDoesNotHave() {
    publish(directed("tcu-1", "tcu", 8), vouched("tcu", 8));
    director.describe("targets", "other.bin", directed("door-1", "door", 8));
    director.publish(TARGETS);

    assertEquals("NO_SUCH_TARGET other.bin", said());
  }

  @Test
  void refusesTwoImagesForOneEcu() {
    director.describe("targets", "other.bin", directed("tcu-1", "tcu", 8));
    publish(directed("tcu-1", "tcu", 8), vouched("tcu", 8));

    assertEquals("MIX_AND_MATCH ECU tcu-1", said());
  }

  @Test
  void refusesADirectorThatDelegates() {
    director.delegate("targets", "supplier", Map.of());
    director.publish("supplier");
    publish(directed("tcu-1", "tcu", 8), vouched("tcu", 8));

    assertEquals("KEY_COMPROMISE the Director's targets", said());
  }

  @Test
  void refusesDirectionsForAnotherVehicleOrForNone() {
    publish(directed("tcu-1", "tcu", 8), vouched("tcu", 8));
    director.targets().put("custom", Map.of("vehicleIdentifier", "car-2"));
    director.publish(TARGETS);
    assertEquals("WRONG_VEHICLE the Director's targets", said());

    director.targets().put("custom", Map.of("vehicleIdentifier", "car-1"));
    director.publish(TARGETS);
    assertEquals("done", said());

    director.targets().put("targets", Map.of());
    director.targets().remove("custom");
    director.publish(TARGETS);
    assertEquals("WRONG_VEHICLE the Director's targets", said());
  }

  @Test
  void anImageWithoutAnEcuIsForNobody() {
    publish(description(IMAGE, Map.of("releaseCounter", 8)), vouched("tcu", 8));

    assertEquals("MALFORMED app.bin", said());
  }

  @Test
  void aSupplierVouchesForTheModelsItWasGivenAndNoOthers() {
    images.delegate("targets", "supplier", Map.of("hardwareIds", List.of("door")));
    images.describe("supplier", "app.bin", vouched("tcu", 8));
    images.publish("supplier", "targets", "snapshot", "timestamp");
    director.describe("targets", "app.bin", directed("tcu-1", "tcu", 8));
    director.publish(TARGETS);
    assertEquals("NO_SUCH_TARGET app.bin", said());

    images.describe("supplier", "app.bin", vouched("door", 8));
    images.publish("supplier", "snapshot", "timestamp");
    director.describe("targets", "app.bin", directed("door-1", "door", 8));
    director.publish(TARGETS);
    assertEquals("done", said());
  }

  @Test
  void aTerminatingDelegateThatDoesNotVouchEndsTheSearchAtOnce() {
    images.delegate("targets", "supplier", Map.of("terminating", true));
    images.delegate("supplier", "subcontractor", Map.of());
    images.describe("subcontractor", "app.bin", vouched("tcu", 8));
    images.publish("subcontractor", "supplier", "targets", "snapshot", "timestamp");
    director.describe("targets", "app.bin", directed("tcu-1", "tcu", 8));
    director.publish(TARGETS);

    assertEquals("NO_SUCH_TARGET app.bin", said());
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "timestamp", "snapshot", "targets"})
  void everyRoleOfBothRepositoriesExpires(String role) {
    publish(directed("tcu-1", "tcu", 8), vouched("tcu", 8));
    assertEquals("done", said());
    var soon = SimulatedRepository.NOW.plus(Duration.ofDays(2));
    for (var each : List.of(images, director)) {
      each.draft(role).expires(soon);
      each.publish("root", "targets", "snapshot", "timestamp");
      assertEquals("done", said());

      assertEquals("FREEZE " + role, TestClient.said(check(new TrustedTime(soon))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "timestamp", "snapshot", "targets"})
  void oneRepositorysKeysAreNothingToTheOther(String role) {
    publish(directed("tcu-1", "tcu", 8), vouched("tcu", 8));
    assertEquals("done", said());
    images.draft(role).signers().clear();
    images.draft(role).signers().addAll(director.draft(role).signers());
    images.publish("root", "targets", "snapshot", "timestamp");

    assertEquals("ARBITRARY_SOFTWARE " + role, said());
  }

  @Test
  void aStolenDirectorKeyAloneInstallsNothing() {
    publish(directed("tcu-1", "tcu", 8), vouched("tcu", 8));
    var malware = Bytes.utf8("malware!");
    director.describe(
        "targets",
        "app.bin",
        description(
            malware,
            Map.of(
                "ecuIdentifiers",
                Map.of("tcu-1", Map.of("hardwareId", "tcu")),
                "releaseCounter",
                8)));
    director.publish(TARGETS);

    assertEquals("KEY_COMPROMISE app.bin", said());
  }

  @Test
  void followsARotationOfBothRoots() {
    for (var each : List.of(images, director)) {
      var old = each.root().signers().getFirst();
      each.rotate("root");
      each.root().signers().add(old);
      each.rotate("targets");
      each.publish("root");
      each.root().signers().remove(old);
      each.addKey("timestamp", RoleSigner.of(RoleSigner.Kind.ECDSA));
      each.publish("root");
    }
    publish(directed("tcu-1", "tcu", 8), vouched("tcu", 8));

    assertEquals("done", said());
  }
}
