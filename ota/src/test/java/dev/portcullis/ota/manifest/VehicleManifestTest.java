package dev.portcullis.ota.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.VehicleId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a vehicle says it is reaches the Director as it was said, or not at all. */
final class VehicleManifestTest {

  private final TestVehicle vehicle = new TestVehicle(Algorithm.ES256);

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void theDirectorReadsWhatTheVehicleSigned(Algorithm algorithm) {
    var signed = new TestVehicle(algorithm);
    var manifest = TestVehicle.manifest(7);

    var received = ReceivedManifest.read(manifest.signedBy(signed.signer)).orFault();

    assertEquals(TestVehicle.ID, received.claimedVehicle());
    assertEquals(manifest, received.verify(signed.known(6)).orFault());
  }

  @Test
  void aManifestWithoutAttacksAndTrialsIsReadToo() {
    var full = TestVehicle.manifest(1);
    var plain =
        new VehicleManifest(
            full.vehicle(),
            full.primary(),
            1,
            new LatestTime(TestVehicle.NOW, LatestTime.Standing.FLOOR),
            full.installed(),
            DetectedAttacks.NONE,
            Optional.empty());

    assertEquals(
        plain, received(plain.signedBy(vehicle.signer)).verify(vehicle.known(0)).orFault());
  }

  @Test
  void refusesWhatIsNoNewerThanWhatWasTaken() {
    var seven = received(TestVehicle.manifest(7).signedBy(vehicle.signer));

    assertRefused(new ManifestRefusal.Replayed(7, 7), seven.verify(vehicle.known(7)));
    assertRefused(new ManifestRefusal.Replayed(7, 8), seven.verify(vehicle.known(8)));
  }

  @Test
  void refusesAnotherVehiclesAndAnotherPrimarysManifest() {
    var received = received(TestVehicle.manifest(1).signedBy(vehicle.signer));
    var known = vehicle.known(0);

    assertRefused(
        new ManifestRefusal.WrongVehicle(TestVehicle.ID),
        received.verify(
            new KnownVehicle(new VehicleId("other"), known.primary(), known.keys(), 0)));
    assertRefused(
        new ManifestRefusal.WrongPrimary(TestVehicle.PRIMARY),
        received.verify(new KnownVehicle(known.id(), TestVehicle.POLICY, known.keys(), 0)));
  }

  @Test
  void everyEcuOfTheVehicleReportsAndNoOther() {
    var received = received(TestVehicle.manifest(1).signedBy(vehicle.signer));
    var key = vehicle.signer.publicKey();
    var more = new EcuId("tcu-1-runtime");

    assertRefused(
        new ManifestRefusal.UnknownEcu(TestVehicle.POLICY),
        received.verify(vehicle.known(Map.of(TestVehicle.PRIMARY, key))));
    assertRefused(
        new ManifestRefusal.MissingReport(more),
        received.verify(
            vehicle.known(Map.of(TestVehicle.PRIMARY, key, TestVehicle.POLICY, key, more, key))));
  }

  @Test
  void refusesWhatAnotherKeySigned() {
    var other = new TestVehicle(Algorithm.ES256);
    var received = received(TestVehicle.manifest(1).signedBy(vehicle.signer));
    var own = vehicle.signer.publicKey();
    var others = other.signer.publicKey();

    assertRefused(
        new ManifestRefusal.ReportNotSigned(TestVehicle.POLICY),
        received.verify(
            vehicle.known(Map.of(TestVehicle.PRIMARY, own, TestVehicle.POLICY, others))));
    assertInstanceOf(Outcome.Refused.class, received.verify(other.known(0)));
  }

  /** The parts are all the vehicle's own, and signed; only never in this order. */
  @Test
  void refusesAReportOfAnOlderManifestInANewerOne() {
    var older = text(TestVehicle.manifest(1).signedBy(vehicle.signer));
    var newer = text(TestVehicle.manifest(2).signedBy(vehicle.signer));

    var mixed = newer.replace(policyReport(newer), policyReport(older));

    assertRefused(new ManifestRefusal.WrittenOtherwise(), ReceivedManifest.read(Bytes.utf8(mixed)));
  }

  @Test
  void refusesWhatWasChangedAfterItWasSigned() {
    var changed =
        text(TestVehicle.manifest(1).signedBy(vehicle.signer))
            .replace("\"length\":12345678", "\"length\":12345679");

    assertRefused(
        new ManifestRefusal.ReportNotSigned(TestVehicle.PRIMARY),
        received(Bytes.utf8(changed)).verify(vehicle.known(0)));
  }

  /** A whole whose reports are all genuine, in another order than was signed. */
  @Test
  void refusesAWholeThatThePrimaryDidNotSign() {
    var genuine = text(TestVehicle.manifest(1).signedBy(vehicle.signer));
    var policy = policyReport(genuine);
    var first =
        genuine.replace("," + policy, "").replace("Reports\":[", "Reports\":[" + policy + ",");

    assertRefused(
        new ManifestRefusal.ManifestNotSigned(),
        received(Bytes.utf8(first)).verify(vehicle.known(0)));
  }

  /** A member of the genuine file is replaced; the refusal names the fault and the place. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "vehicle-version-manifest|ecu-version-report|WRONG_ROLE signed._type",
        "ecu-version-report|vehicle-version-manifest|WRONG_ROLE signed.ecuVersionReports[0].signed._type",
        "\"vehicleIdentifier\":\"W|\"vehicle\":\"W|MISSING signed.vehicleIdentifier",
        "\"vehicleIdentifier\":\"WPC0000000000001\"|\"vehicleIdentifier\":\"\"|WRONG_FORM signed.vehicleIdentifier",
        "ecuIdentifier\":\"tcu-1-policy|ecuIdentifier\":\"tcu-1-application|DUPLICATE signed.ecuVersionReports[1].signed.ecuIdentifier",
        "ecuIdentifier\":\"tcu-1-application|ecuIdentifier\":\"tcu-2|MISSING signed.ecuVersionReports.primaryEcuIdentifier",
        "\"counter\":7|\"counter\":0|WRONG_FORM signed.ecuVersionReports[0].signed.counter",
        "\"attack\":\"FREEZE\"|\"attack\":\"FROST\"|WRONG_FORM signed.ecuVersionReports[0].signed.attacks[0].attack",
        "\"subject\":\"timestamp\"|\"subject\":\"\\u001b\"|WRONG_FORM signed.ecuVersionReports[0].signed.attacks[1].subject",
        "\"times\":2|\"times\":0|WRONG_FORM signed.ecuVersionReports[0].signed.attacks[1].times",
        "ROLLBACK\",\"detail\":\"version 3, expected at least version 5\",\"subject\":\"timestamp|FREEZE\",\"detail\":\"\",\"subject\":\"snapshot|TOO_MANY signed.ecuVersionReports[0].signed.attacks",
        "\"campaign\":\"winter-1\"|\"campaign\":\"-\"|WRONG_FORM signed.ecuVersionReports[0].signed.endedTrial.campaign",
        "\"end\":\"ATTEMPTS_USED\"|\"end\":\"WELL\"|WRONG_FORM signed.ecuVersionReports[0].signed.endedTrial.end",
        "\"CAN_SEEN\"|\"STARS_SEEN\"|WRONG_FORM signed.ecuVersionReports[0].signed.endedTrial.missing",
        "\"length\":12345678|\"length\":-1|WRONG_FORM signed.ecuVersionReports[0].signed.installedImage.length",
        "\"sha256\"|\"md5\"|WRONG_FORM signed.ecuVersionReports[0].signed.installedImage.hashes",
        "\"time\":\"2026|\"time\":\"1926|WRONG_FORM signed.ecuVersionReports[0].signed.time",
        "\"TRUSTED\"|\"GUESSED\"|WRONG_FORM signed.ecuVersionReports[0].signed.timeSource"
      })
  void namesWhatIsWrongAndWhere(String genuine, String wrong, String said) {
    var file = text(TestVehicle.manifest(7).signedBy(vehicle.signer));
    assertTrue(file.contains(genuine));
    int at = file.indexOf(genuine);
    var changed = file.substring(0, at) + wrong + file.substring(at + genuine.length());

    switch (ReceivedManifest.read(Bytes.utf8(changed))) {
      case Outcome.Refused<ReceivedManifest, ManifestRefusal>(
              ManifestRefusal.NoManifest(var why)) ->
          assertEquals(said, why.fault() + " " + why.where());
      case Outcome.Refused<ReceivedManifest, ManifestRefusal>(var why) ->
          throw new AssertionError(why.code());
      case Outcome.Passed<ReceivedManifest, ManifestRefusal> _ ->
          throw new AssertionError("accepted");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"signatures\"|` {\"signatures\"`",
        "\"attacks\":[],|\"attacks\":[],\"also\":1,",
        "\"attacks\":[],\"attacksDropped\":0|\"attacks\":[],\"attacksDropped\":1",
        "WPC|\\u0057PC",
        "\"missing\":[\"CAN_SEEN\",\"BROKER_REACHED\"]|\"missing\":[\"BROKER_REACHED\",\"CAN_SEEN\"]"
      })
  void refusesAnyOtherSpelling(String genuine, String other) {
    var file = text(TestVehicle.manifest(7).signedBy(vehicle.signer));
    assertTrue(file.contains(genuine));

    assertRefused(
        new ManifestRefusal.WrittenOtherwise(),
        ReceivedManifest.read(Bytes.utf8(file.replace(genuine, other))));
  }

  @Test
  void refusesTooMuch() {
    var endless = Bytes.of(new byte[VehicleManifest.MAX_BYTES + 1]);

    assertInstanceOf(Outcome.Refused.class, ReceivedManifest.read(endless));
  }

  /** Names of TUF are any text, and canonical JSON leaves line ends in it as they are. */
  @Test
  void aLineEndInATargetsNameIsStillJson() {
    var file = text(TestVehicle.manifest(7).signedBy(vehicle.signer));

    assertTrue(file.contains("policy \\\"winter\\\"\\u000a.tar"));
    assertTrue(file.chars().noneMatch(c -> c < ' '));
  }

  @Test
  void aManifestWithoutItsPrimaryOrCounterIsAFault() {
    var full = TestVehicle.manifest(1);

    assertThrows(IllegalArgumentException.class, () -> TestVehicle.manifest(0));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new VehicleManifest(
                full.vehicle(),
                new EcuId("another"),
                1,
                full.time(),
                full.installed(),
                full.detected(),
                full.ended()));
  }

  /** The second of the reports, which stand behind the signatures of the whole. */
  private static String policyReport(String file) {
    int primarys = file.indexOf("{\"signatures\"", 1);
    return file.substring(
        file.indexOf("{\"signatures\"", primarys + 1), file.indexOf("],\"primaryEcuIdentifier\""));
  }

  private static ReceivedManifest received(Bytes file) {
    return ReceivedManifest.read(file).orFault();
  }

  private static String text(Bytes file) {
    return new String(file.toArray(), StandardCharsets.UTF_8);
  }

  private static void assertRefused(ManifestRefusal why, Outcome<?, ManifestRefusal> outcome) {
    assertEquals(Outcome.refused(why), outcome);
  }
}
