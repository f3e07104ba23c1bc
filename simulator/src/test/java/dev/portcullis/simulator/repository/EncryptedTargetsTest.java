package dev.portcullis.simulator.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.encrypted.ImageKey;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.uptane.Delivery;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.verify.SignaturePolicy;
import dev.portcullis.simulator.repository.RepositoryRefusal.Code;
import dev.portcullis.simulator.repository.VehicleProgress.Stage;
import dev.portcullis.simulator.repository.attack.Lie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are served encrypted: from the OEM's command to what a vehicle unpacks. */
final class EncryptedTargetsTest {

  private static final String SECRET = "a policy that nobody else shall read";

  @TempDir private Path folder;
  private TestFleet fleet;
  private FleetVehicle car;
  private TestFleet.Unit unit;
  private Target target;

  @BeforeEach
  void start() throws Exception {
    fleet = new TestFleet(folder, KeyPlan.CLASSICAL);
    car = fleet.addVehicle("car-1");
    unit = fleet.unit(car, SignaturePolicy.THRESHOLD);
    target = fleet.addEncrypted("p/policy-8.tar", SECRET, 8);
    fleet.direct("winter", "car-1", "policy", "p/policy-8.tar");
  }

  @AfterEach
  void end() {
    fleet.close();
  }

  @Test
  void aVehicleFetchesAndUnpacksWhatIsSealedToIt() {
    assertEquals(SECRET, unit.unpacked(fleet.imageKey("car-1")));
  }

  @Test
  void noOtherVehiclesKeyOpensIt() throws Exception {
    var _ = fleet.addVehicle("car-2");

    assertEquals("NotDecrypted[fault=KEY_NOT_OPENED]", unit.unpacked(fleet.imageKey("car-2")));
    assertEquals("NotDecrypted[fault=NO_IMAGE_KEY]", unit.unpacked(ImageKey.NONE));
  }

  @Test
  void aMirrorThatExchangesTheEncryptedFileIsRefused() throws Exception {
    var served = served();
    var exchanged = Files.readAllBytes(served);
    exchanged[exchanged.length / 2] ^= 1;
    var path = "images/targets/" + fleet.repositories.images().targets().relativize(served);
    fleet.mirror.tells(new Lie.Forged(Map.of(path, Bytes.of(exchanged))));

    assertEquals(
        "ARBITRARY_SOFTWARE p/policy-8.tar.encrypted", unit.unpacked(fleet.imageKey("car-1")));
  }

  @Test
  void theEncryptedFileOfAnotherImageUnderItsNameIsRefused() throws Exception {
    var other = fleet.addEncrypted("p/policy-9.tar", "another policy, of the same length..", 9);
    assertEquals(target.length(), other.length());
    var path = fleet.repositories.images().targets().relativize(served());
    var theirs = fleet.repositories.images().targets().relativize(served("policy-9.tar"));
    fleet.mirror.tells(
        new Lie.Forged(
            Map.of(
                "images/targets/" + path,
                Bytes.of(
                    Files.readAllBytes(fleet.repositories.images().targets().resolve(theirs))))));

    assertEquals(
        "ARBITRARY_SOFTWARE p/policy-8.tar.encrypted", unit.unpacked(fleet.imageKey("car-1")));
  }

  @Test
  void whatIsServedHasNothingOfTheImageInPlain() throws Exception {
    assertTrue(Files.readString(folder.resolve("image")).contains(SECRET));
    try (var files = Files.walk(fleet.repositories.images().targets())) {
      var all = files.filter(Files::isRegularFile).toList();
      assertEquals(List.of(served()), all);
    }
    assertFalse(Files.readString(served(), StandardCharsets.ISO_8859_1).contains(SECRET));
  }

  @Test
  void theKeyLiesAtTheDirectorForItsOwnerAlone() throws Exception {
    var keys = folder.resolve("ota/director/image-keys");
    var key = keys.resolve(target.path() + ".json");

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)));
    assertEquals(
        404,
        RawRequest.get(fleet.context("car-1"), Map.of())
            .to(fleet.server.uri("director/image-keys/" + target.path() + ".json"))
            .status());
  }

  @Test
  void aVehicleThatComesLaterIsGivenTheKeyToo() throws Exception {
    var late = fleet.addVehicle("car-2");
    fleet.direct("late", "car-2", "policy", "p/policy-8.tar");
    var other = fleet.unit(late, SignaturePolicy.THRESHOLD);

    assertEquals(SECRET, other.unpacked(fleet.imageKey("car-2")));
    assertNotEquals(sealed(unit), sealed(other));
    assertEquals(1, filesServed());
  }

  @Test
  void theKeyIsNotSealedAnewAtEveryLook() throws Exception {
    var first = sealed(unit);
    assertEquals(first, sealed(unit));

    fleet.pass(Duration.ofDays(10));
    assertEquals(first, sealed(unit));
    var _ = fleet.repositories.director().rotate(Set.of(RoleName.TARGETS)).orFault();
    assertEquals(first, sealed(unit));
    assertEquals(SECRET, unit.unpacked(fleet.imageKey("car-1")));
  }

  @Test
  void vehiclesWithoutAnImageKeyAreNamedAndGetNothingInPlain() throws Exception {
    var old = fleet.addVehicleWithoutImageKey("car-0");
    var refusal = create("listed", new CampaignReach.Listed(Set.of(car.id(), old.id())));
    assertEquals(Code.NO_IMAGE_KEY, refusal.code());
    assertTrue(refusal.what().endsWith("[car-0]"), refusal.what());

    var _ = created("everybody", new CampaignReach.Part(100)).orFault();
    assertEquals(
        List.of(new Stage.NoImageKey(), new Stage.Silent()),
        fleet.repositories.director().progress(new CampaignId("everybody")).orElseThrow().stream()
            .map(VehicleProgress::stage)
            .toList());
    assertEquals("[]", fleet.unit(old, SignaturePolicy.THRESHOLD).said());
  }

  @Test
  void anImageThatIsServedInPlainIsNotEncryptedAfterwardsNorTheOtherWayRound() throws Exception {
    var again = fleet.repositories.images().add(RoleName.TARGETS, fleet.addition("q", "tcu", 9));
    assertEquals(Code.NOT_POSSIBLE, refused(again).code());

    fleet.addTarget("plain.tar", "known to everybody", "tcu", 2);
    var addition = fleet.addition("secret.tar", "tcu", 3);
    assertEquals(
        Code.NOT_POSSIBLE,
        refused(fleet.repositories.addEncrypted(RoleName.TARGETS, addition)).code());
  }

  @Test
  void anAttemptWithoutTheOfflineKeysLeavesNothingWhereImagesAreServed() throws Exception {
    Files.move(folder.resolve("ota/offline"), folder.resolve("safe"));
    var image = Files.writeString(folder.resolve("image"), "not to be signed today");
    var addition = fleet.addition("today.tar", "tcu", 3);
    assertEquals(
        Code.KEYS_MISSING,
        refused(fleet.repositories.images().add(RoleName.TARGETS, addition)).code());
    assertEquals(1, filesServed(), image::toString);
  }

  @Test
  void anImageWhoseKeyIsGoneIsDirectedToNobody() throws Exception {
    Files.delete(folder.resolve("ota/director/image-keys").resolve(target.path() + ".json"));

    assertEquals(Code.KEYS_MISSING, create("spring", new CampaignReach.Part(100)).code());
    assertThrows(IOException.class, () -> fleet.repositories.director().bringUpToDate(car.id()));
  }

  private Outcome<FleetCampaign, RepositoryRefusal> created(String name, CampaignReach reach)
      throws IOException {
    return fleet
        .repositories
        .director()
        .create(new CampaignId(name), reach, Map.of(new EcuId("policy"), target.name().text()));
  }

  private RepositoryRefusal create(String name, CampaignReach reach) throws IOException {
    return refused(created(name, reach));
  }

  private static RepositoryRefusal refused(Outcome<?, RepositoryRefusal> outcome) {
    return switch (outcome) {
      case Outcome.Refused<?, RepositoryRefusal>(var why) -> why;
      case Outcome.Passed<?, RepositoryRefusal>(var value) -> throw new AssertionError(value);
    };
  }

  private static Bytes sealed(TestFleet.Unit unit) {
    return unit.check().orFault().getFirst().direction().delivery()
            instanceof Delivery.Encrypted(var _, var _, var sealed)
        ? sealed
        : Bytes.empty();
  }

  private Path served() {
    return served("policy-8.tar");
  }

  private Path served(String name) {
    try (var files = Files.walk(fleet.repositories.images().targets())) {
      return files
          .filter(each -> each.toString().endsWith("." + name + ".encrypted"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long filesServed() throws IOException {
    try (var files = Files.walk(fleet.repositories.images().targets())) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
