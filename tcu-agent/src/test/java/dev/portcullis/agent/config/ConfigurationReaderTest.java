package dev.portcullis.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.agent.fresh.Beacons;
import dev.portcullis.agent.link.BrokerAddress;
import dev.portcullis.agent.local.ListenAddress;
import dev.portcullis.agent.local.LocalSettings;
import dev.portcullis.agent.update.UpdateSettings;
import dev.portcullis.can.port.CanDevice;
import dev.portcullis.can.watch.WatchPlan;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.install.Architecture;
import dev.portcullis.ota.install.Confirmation;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.verify.SignaturePolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationReaderTest {

  private static final Path FILE = Path.of("/etc/portcullis/agent.toml");

  private static ConfigurationRefusal refusal(Object text) {
    var read = ConfigurationReader.parse(FILE, text.toString()).map(_ -> "read");
    return assertInstanceOf(
        ConfigurationRefusal.class,
        assertInstanceOf(Outcome.Refused.class, read, text.toString()).reason());
  }

  private static void assertRefusedAt(String path, ConfigurationText text) {
    var refusal = refusal(text);
    assertEquals(path, refusal.where());
    assertEquals(FILE, refusal.file());
    assertTrue(refusal.explanation().startsWith(FILE + ": " + path + ": "));
  }

  @Test
  void readsEveryKeyOfAConfigurationWithAFile() {
    var read = ConfigurationReader.parse(FILE, ConfigurationText.withAFile().toString()).orFault();
    assertEquals(Path.of("/etc/portcullis/state"), read.state());
    assertEquals("0a".repeat(16), read.vehicle().id().hex());
    assertEquals(3, read.vehicle().epoch());
    assertEquals(2, read.trust().policyAuthority().threshold());
    assertEquals(
        List.of(ConfigurationText.FIRST_KEY, ConfigurationText.SECOND_KEY),
        read.trust().policyAuthority().keys().stream().map(key -> key.encoded().hex()).toList());
    assertEquals(ConfigurationText.HAND_OVER_KEY, read.trust().handOverKey().encoded().hex());
    assertEquals(Path.of("/etc/anchors.pem"), read.trust().brokerAnchors());
    assertEquals(
        new AgentConfiguration.KeyPlace.File(
            Path.of("/etc/vehicle.p12"),
            Path.of("/etc/portcullis/password"),
            "tls",
            "receipt",
            Optional.empty()),
        read.keys());
    assertEquals(
        new AgentConfiguration.Broker(
            new BrokerAddress("broker.example", 8884), Duration.ofSeconds(30), Duration.ofHours(1)),
        read.broker());
    assertEquals(
        new AgentConfiguration.Can.Adapter(
            CanDevice.parse("slcan:/dev/ttyACM0?bitrate=250k").orFault()),
        read.can());
    assertEquals(
        new Beacons.Settings(Duration.ofSeconds(10), Duration.ofSeconds(60)), read.beacons());
    assertEquals(new AgentConfiguration.Limits(2000), read.limits());
  }

  @Test
  void readsWherePhonesReachTheVehicleIfTheyDo() {
    var without =
        ConfigurationReader.parse(FILE, ConfigurationText.withAFile().toString()).orFault();
    assertEquals(Optional.empty(), without.local());
    var with = ConfigurationReader.parse(FILE, ConfigurationText.withLocal().toString()).orFault();
    assertEquals(
        Optional.of(
            new LocalSettings(ListenAddress.parse("192.168.49.1:5684").orFault(), 12, 8, 3)),
        with.local());
  }

  @Test
  void readsWhereCanBridgeIsAskedWhereItIsAProcessOfItsOwn() {
    var text = ConfigurationText.withAFile().toString().replaceAll("device = .*", "bridge = ");
    assertEquals(
        new AgentConfiguration.Can.BridgeSocket(Path.of("/run/portcullis-can/socket")),
        ConfigurationReader.parse(
                FILE, text.replace("bridge = ", "bridge = \"unix:/run/portcullis-can/socket\""))
            .orFault()
            .can());
    for (String wrong : List.of("5", "\"unix:\"", "\"/run/socket\"", "\"tcp:localhost\"")) {
      assertTrue(
          ConfigurationReader.parse(FILE, text.replace("bridge = ", "bridge = " + wrong))
                  instanceof Outcome.Refused<AgentConfiguration, ConfigurationRefusal>(var refusal)
              && refusal.where().equals("can.bridge"),
          wrong);
    }
  }

  @Test
  void refusesAnAdapterBesideTheProcessThatHasIt() {
    assertRefusedAt(
        "can.bridge", ConfigurationText.withAFile().with("can.bridge", "\"unix:/run/socket\""));
  }

  @Test
  void readsByWhatTheBusIsWatchedIfItIs() {
    var without = ConfigurationText.withAFile().toString();
    assertEquals(Optional.empty(), ConfigurationReader.parse(FILE, without).orFault().watch());
    assertEquals(
        Optional.of(
            new WatchPlan(
                Path.of("/etc/portcullis/bus.dbc"),
                Path.of("/etc/bus.baseline.json"),
                Optional.of("SPEED.Speed"),
                250,
                Duration.ofMillis(20))),
        ConfigurationReader.parse(FILE, ConfigurationText.withAWatch().toString())
            .orFault()
            .watch());
    var blind = ConfigurationText.withAWatch().without("watch.speed").toString();
    assertEquals(
        Optional.empty(),
        ConfigurationReader.parse(FILE, blind).orFault().watch().orElseThrow().speed());
  }

  @Test
  void refusesAWatchThatIsNotSaidWholeOrHasNoAdapter() {
    assertRefusedAt("watch.late-ms", ConfigurationText.withAWatch().without("watch.late-ms"));
    assertRefusedAt("watch.late-ms", ConfigurationText.withAWatch().with("watch.late-ms", "-1"));
    assertRefusedAt(
        "watch.kbit-per-second", ConfigurationText.withAWatch().with("watch.kbit-per-second", "0"));
    assertRefusedAt("watch.block", ConfigurationText.withAWatch().with("watch.block", "true"));
    assertRefusedAt(
        "watch",
        ConfigurationText.withAWatch()
            .without("can.device")
            .with("can.bridge", "\"unix:/run/socket\""));
  }

  @Test
  void refusesALocalLinkThatIsNotSaidWhole() {
    assertRefusedAt(
        "local.connections", ConfigurationText.withLocal().without("local.connections"));
    assertRefusedAt(
        "local.listen", ConfigurationText.withLocal().with("local.listen", "\"vehicle:5684\""));
    assertRefusedAt("local.requests", ConfigurationText.withLocal().with("local.requests", "65"));
    assertRefusedAt(
        "local.handshakes-per-second",
        ConfigurationText.withLocal().with("local.handshakes-per-second", "0"));
    assertRefusedAt("local.port", ConfigurationText.withLocal().with("local.port", "5684"));
  }

  @Test
  void readsWhereUpdatesComeFromIfTheyDo() {
    var without = ConfigurationText.withAFile().toString();
    assertEquals(Optional.empty(), ConfigurationReader.parse(FILE, without).orFault().update());
    assertEquals(
        Optional.of(
            new UpdateSettings(
                Path.of("/var/lib/portcullis/unit"),
                new UpdateSettings.Repositories(
                    URI.create("https://ota.example/director"),
                    URI.create("https://ota.example:8443/images/"),
                    Optional.empty(),
                    Path.of("/etc/ota.pem"),
                    SignaturePolicy.THRESHOLD_OF_EACH_KIND),
                new HardwareId("tcu-7"),
                Architecture.AARCH64,
                new UpdateSettings.Terms(
                    "Gear == PARK",
                    Duration.ofHours(1),
                    Duration.ofMinutes(5),
                    3,
                    Confirmation.Reach.OFFLINE_ALLOWED))),
        updates(ConfigurationText.withUpdates()));
  }

  private static Optional<UpdateSettings> updates(ConfigurationText text) {
    return ConfigurationReader.parse(FILE, text.toString()).orFault().update();
  }

  @Test
  void readsEveryWordOfUpdates() {
    var plain =
        updates(
                ConfigurationText.withUpdates()
                    .with("update.signatures", "\"threshold\"")
                    .with("update.without-connection", "\"wait\""))
            .orElseThrow();
    assertEquals(SignaturePolicy.THRESHOLD, plain.repositories().signatures());
    assertEquals(Confirmation.Reach.REQUIRED, plain.terms().reach());
    for (Architecture each : Architecture.values()) {
      var text = "\"" + each.hardware().text() + "\"";
      assertEquals(
          Optional.of(each),
          updates(ConfigurationText.withUpdates().with("update.architecture", text))
              .map(UpdateSettings::architecture));
    }
  }

  @Test
  void everyKeyOfUpdatesIsNeededAndNamedWhereItIsMissing() {
    for (String path : ConfigurationText.withUpdates().paths()) {
      var refusal = refusal(ConfigurationText.withUpdates().without(path));
      assertEquals(path, refusal.where());
      assertEquals("is missing", refusal.reason());
    }
    assertRefusedAt("update.url", ConfigurationText.withUpdates().with("update.url", "\"x\""));
  }

  @Test
  void refusesRepositoriesThatAnybodyOnTheWayCouldBe() {
    for (String key : List.of("update.director", "update.images")) {
      for (String bad :
          List.of(
              "http://ota.example/director",
              "HTTPS//ota.example",
              "https:ota.example",
              "https:///director",
              "https://",
              "https://ota.example/a b",
              "https://ota.example/director?car=1",
              "https://ota.example/director?",
              "https://ota.example/director#1",
              "https://ota.example/director#",
              "https://somebody@ota.example/director",
              "file:///etc/passwd",
              "ota.example")) {
        assertRefusedAt(key, ConfigurationText.withUpdates().with(key, "\"" + bad + "\""));
      }
    }
  }

  @Test
  void valuesOfUpdatesOutOfTheirRangeAreNamed() {
    var bad =
        List.of(
            "update.signatures = \"none\"",
            "update.signatures = \"Threshold\"",
            "update.architecture = \"mips\"",
            "update.without-connection = \"ask\"",
            "update.hardware = \"\"",
            "update.hardware = \"" + "x".repeat(129) + "\"",
            "update.condition = \"\"",
            "update.condition = \"" + "x".repeat(1025) + "\"",
            "update.ask-seconds = 9",
            "update.ask-seconds = 604801",
            "update.ask-seconds = -1",
            "update.trial-seconds = 9",
            "update.trial-seconds = 86401",
            "update.attempts = 0",
            "update.attempts = 10",
            "update.attempts = 4294967297",
            "update.unit = \"a\\u0000b\"",
            "update.anchors = \"\"");
    for (String line : bad) {
      var path = line.substring(0, line.indexOf(' '));
      var value = line.substring(line.indexOf('=') + 2);
      assertRefusedAt(path, ConfigurationText.withUpdates().with(path, value));
    }
    for (String path : ConfigurationText.withUpdates().paths()) {
      if (path.startsWith("update.")) {
        for (String wrong : List.of("true", "1.5", "{}", "[]", "2026-11-22")) {
          assertRefusedAt(path, ConfigurationText.withUpdates().with(path, wrong));
        }
      }
    }
  }

  @Test
  void readsWhereATokenIs() {
    var read = ConfigurationReader.parse(FILE, ConfigurationText.withAToken().toString()).orFault();
    assertEquals(
        new AgentConfiguration.KeyPlace.Token(
            Path.of("/usr/lib/token.so"), 0, Path.of("/etc/portcullis/pin"), "tls", "receipt"),
        read.keys());
  }

  @Test
  void everyKeyIsNeededAndNamedWhereItIsMissing() {
    for (String path : ConfigurationText.withAFile().paths()) {
      var refusal = refusal(ConfigurationText.withAFile().without(path));
      assertEquals(path, refusal.where());
      assertEquals("is missing", refusal.reason());
    }
    for (String path : ConfigurationText.withAToken().paths()) {
      assertEquals(path, refusal(ConfigurationText.withAToken().without(path)).where());
    }
  }

  @Test
  void aValueOfAnotherTypeIsNamed() {
    for (String path : ConfigurationText.withAFile().paths()) {
      String right = ConfigurationText.withAFile().value(path);
      for (String wrong :
          List.of("true", "1.5", "{}", right.startsWith("\"") ? "5" : "\"5\"", "2026-11-22")) {
        assertRefusedAt(path, ConfigurationText.withAFile().with(path, wrong));
      }
    }
    assertRefusedAt(
        "trust.policy-keys[1]",
        ConfigurationText.withAFile()
            .with("trust.policy-keys", "[\"" + ConfigurationText.FIRST_KEY + "\", 5]"));
  }

  @Test
  void aKeyThatNobodyKnowsIsAnErrorAndNotSilentlyOff() {
    for (String table :
        List.of("", "vehicle.", "trust.", "keys.", "broker.", "can.", "beacon.", "limits.")) {
      var refusal = refusal(ConfigurationText.withAFile().with(table + "colour", "\"red\""));
      assertEquals(table + "colour", refusal.where());
      assertTrue(refusal.reason().startsWith("is not a setting; known here: "));
    }
    assertRefusedAt("keys.pin-file", ConfigurationText.withAFile().with("keys.pin-file", "\"p\""));
  }

  @Test
  void valuesOutOfTheirRangeAreNamed() {
    assertRefusedAt("schema", ConfigurationText.withAFile().with("schema", "2"));
    assertRefusedAt("vehicle.epoch", ConfigurationText.withAFile().with("vehicle.epoch", "0"));
    assertRefusedAt(
        "can.device", ConfigurationText.withAFile().with("can.device", "\"/dev/ttyACM0\""));
    assertRefusedAt(
        "can.kbit-per-second", ConfigurationText.withAFile().with("can.kbit-per-second", "500"));
    assertRefusedAt("vehicle.id", ConfigurationText.withAFile().with("vehicle.id", "\"0a\""));
    assertRefusedAt(
        "vehicle.id",
        ConfigurationText.withAFile().with("vehicle.id", "\"" + "0A".repeat(16) + "\""));
    assertRefusedAt(
        "trust.policy-threshold",
        ConfigurationText.withAFile().with("trust.policy-threshold", "3"));
    assertRefusedAt(
        "trust.policy-keys", ConfigurationText.withAFile().with("trust.policy-keys", "[]"));
    assertRefusedAt(
        "trust.policy-keys", ConfigurationText.withAFile().with("trust.policy-keys", "[\"a0\"]"));
    assertRefusedAt(
        "trust.policy-keys",
        ConfigurationText.withAFile()
            .with(
                "trust.policy-keys",
                "[\""
                    + ConfigurationText.FIRST_KEY
                    + "\",\""
                    + ConfigurationText.FIRST_KEY
                    + "\"]"));
    assertRefusedAt(
        "trust.hand-over-key", ConfigurationText.withAFile().with("trust.hand-over-key", "\"xy\""));
    assertRefusedAt("keys.kind", ConfigurationText.withAFile().with("keys.kind", "\"plain-text\""));
    assertRefusedAt(
        "broker.uri",
        ConfigurationText.withAFile().with("broker.uri", "\"mqtt://broker.example:1883\""));
    assertRefusedAt(
        "broker.keep-alive-seconds",
        ConfigurationText.withAFile().with("broker.keep-alive-seconds", "0"));
    assertRefusedAt(
        "beacon.lifetime-seconds",
        ConfigurationText.withAFile().with("beacon.lifetime-seconds", "9"));
    assertRefusedAt(
        "limits.verifications-per-second",
        ConfigurationText.withAFile()
            .with("limits.verifications-per-second", "99999999999999999999"));
    assertRefusedAt("state", ConfigurationText.withAFile().with("state", "\"\""));
    assertRefusedAt(
        "state", ConfigurationText.withAFile().with("state", "\"" + "a".repeat(1025) + "\""));
    assertRefusedAt("state", ConfigurationText.withAFile().with("state", "\"a\\u0000b\""));
  }

  @Test
  void syntaxErrorsNameTheirLine() {
    assertTrue(refusal("schema = 1\nstate = \n").where().startsWith("line 2"));
    assertTrue(refusal("schema = 1\n[vehicle\nid = 5").where().startsWith("line 2"));
    assertTrue(
        refusal(ConfigurationText.withAFile().toString() + "\nschema = 1\n[vehicle]\n")
            .where()
            .startsWith("line"),
        "a table named twice");
    assertEquals("schema", refusal("").where());
    for (String strange :
        List.of(
            "a = 1979-99-99",
            "a = 99:99:99",
            "a = 0xfffffffffffffffffffffffff",
            "a = 1e999999999",
            "a = nan",
            "a = \"\\ud800\"",
            "a".repeat(5000) + " = 1",
            "a.".repeat(20_000) + "a = 1",
            "a = " + "[".repeat(20_000),
            "a = " + "{ b = ".repeat(5000))) {
      var _ = refusal(strange);
    }
  }

  @Test
  void filesThatCannotBeReadAreNamed(@TempDir Path folder) throws IOException {
    var file = folder.resolve("agent.toml");
    assertEquals("does not exist", refusalOf(file));
    Files.writeString(file, "# " + "a".repeat(70_000));
    assertEquals("has more than 65536 bytes", refusalOf(file));
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertTrue(refusalOf(file).startsWith("cannot be read"));
    assertTrue(refusalOf(folder).startsWith("cannot be read"));
    Files.writeString(file, ConfigurationText.withAFile().toString());
    assertEquals(folder.resolve("state"), ConfigurationReader.read(file).orFault().state());
  }

  private static String refusalOf(Path file) {
    var read = ConfigurationReader.read(file).map(_ -> "read");
    var refusal =
        assertInstanceOf(
            ConfigurationRefusal.class, assertInstanceOf(Outcome.Refused.class, read).reason());
    assertEquals(file, refusal.file());
    assertEquals("(file)", refusal.where());
    return refusal.reason();
  }
}
