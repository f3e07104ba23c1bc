package dev.portcullis.can.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.description.SignedDescription;
import dev.portcullis.can.watch.BaselineCodec;
import dev.portcullis.can.watch.BaselineLearner;
import dev.portcullis.can.watch.BusDescription;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.DetachedSignatures;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.durable.DiskFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PreparedTest {

  private static final Path CAR =
      Path.of(System.getProperty("project.root", "..")).resolve("simulator").resolve("car");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Signer first = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private final Signer second = SoftwareSigner.generate(Algorithm.ES256, RANDOM);

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void aSignedCar() throws IOException {
    Files.copy(CAR.resolve("demo.dbc"), folder.resolve("car.dbc"));
    Files.copy(CAR.resolve("commands.toml"), folder.resolve("commands.toml"));
    sign(List.of(first, second));
    Files.writeString(folder.resolve("bridge.toml"), text());
  }

  private void sign(List<Signer> signers) throws IOException {
    var payload = SignedDescription.payload(bytes("car.dbc"), bytes("commands.toml"));
    write(DetachedSignatures.sign(signers, SignedDescription.TYPE, payload).encoded());
  }

  private void write(Bytes signatures) throws IOException {
    Files.write(folder.resolve("car.signatures"), signatures.toArray());
  }

  private Bytes bytes(String file) throws IOException {
    return Bytes.of(Files.readAllBytes(folder.resolve(file)));
  }

  private String text() throws IOException {
    return """
    schema = 1
    state = "state"
    socket = "run/socket"
    agent-user = "%s"

    [can]
    device = "socketcan:can0"

    [car]
    messages = "car.dbc"
    commands = "commands.toml"
    signatures = "car.signatures"
    signers = ["%s", "%s"]
    threshold = 2
    """
        .formatted(
            Files.getOwner(folder).getName(),
            first.publicKey().encoded().hex(),
            second.publicKey().encoded().hex());
  }

  private Outcome<Prepared, Problem> read() {
    return Prepared.read(new DiskFileSystem(), folder.resolve("bridge.toml"));
  }

  private void refused(String where, String reason) {
    assertTrue(
        read() instanceof Outcome.Refused<Prepared, Problem>(var problem)
            && problem.where().contains(where)
            && problem.reason().contains(reason),
        read().toString());
  }

  @Test
  void readsAndVerifiesEverything() throws IOException {
    var prepared = read().orFault();
    assertEquals(folder.resolve("run/socket"), prepared.configuration().socket());
    assertEquals(8, prepared.description().commands().names().size());
    assertEquals(
        SignedDescription.digest(bytes("car.dbc"), bytes("commands.toml")),
        prepared.description().digest());
  }

  private static final String WATCH =
      """

      [watch]
      messages = "car.dbc"
      baseline = "car.baseline.json"
      speed = "SPEED.Speed"
      kbit-per-second = 500
      late-ms = 20
      """;

  private void watched(String table) throws IOException {
    Files.writeString(folder.resolve("bridge.toml"), text() + table);
  }

  private void learned(Bytes messages) throws IOException {
    var description = BusDescription.parse(messages).orFault();
    var baseline = new BaselineLearner(description, 500_000).learned();
    Files.write(
        folder.resolve("car.baseline.json"), BaselineCodec.encode(baseline, description).toArray());
  }

  @Test
  void whatTheBusIsWatchedByIsReadBeforeTheDeviceIsOpened() throws IOException {
    watched(WATCH);
    refused("car.baseline.json", "does not exist");
    learned(bytes("car.dbc"));
    var detectors = read().orFault().detectors().orElseThrow();
    assertEquals(Duration.ofMillis(20), detectors.settings().late());
    assertEquals(2, detectors.settings().ours().size());
    assertEquals("Speed", detectors.settings().speed().orElseThrow().signal().name());
  }

  @Test
  void aBaselineOfAnotherBusIsRefusedByName() throws IOException {
    watched(WATCH);
    learned(Bytes.utf8(Files.readString(folder.resolve("car.dbc")) + "\n"));
    refused("car.baseline.json: baseline.dbc", "OTHER_DESCRIPTION");
    Files.writeString(folder.resolve("car.baseline.json"), "{}");
    refused("car.baseline.json: baseline.schema", "MISSING_KEY");
  }

  @ParameterizedTest
  @CsvSource({
    "kbit-per-second = 500, kbit-per-second = 5, watch.kbit-per-second",
    "late-ms = 20, late-ms = 2000, watch.late-ms",
    "late-ms = 20, late = 20, watch.late-ms",
    "SPEED.Speed, SPEED.Height, car.dbc",
  })
  void aSettingOfTheWatchThatCannotBeIsRefusedByItsKey(String right, String wrong, String where)
      throws IOException {
    learned(bytes("car.dbc"));
    watched(WATCH.replace(right, wrong));
    assertTrue(
        read() instanceof Outcome.Refused<Prepared, Problem>(var problem)
            && problem.where().contains(where),
        read().toString());
  }

  @Test
  void oneSignatureOfTwoIsTooFew() throws IOException {
    sign(List.of(first));
    refused("car.signatures", "1 of 2 signatures");
    sign(List.of(first, first));
    refused("car.signatures", "1 of 2 signatures");
  }

  @ParameterizedTest
  @CsvSource({"car.dbc", "commands.toml"})
  void aFileThatWasChangedByOneByteIsNotGoneBy(String file) throws IOException {
    Files.writeString(folder.resolve(file), Files.readString(folder.resolve(file)) + "\n");
    refused("car.signatures", "0 of 2 signatures");
  }

  @Test
  void signaturesOfAnotherKindCountNothing() throws IOException {
    var payload = SignedDescription.payload(bytes("car.dbc"), bytes("commands.toml"));
    write(
        DetachedSignatures.sign(List.of(first, second), "portcullis/policy/1", payload).encoded());
    refused("car.signatures", "0 of 2 signatures");
    write(Bytes.utf8("no signatures"));
    refused("car.signatures", "no list of signatures");
  }

  @Test
  void aSignedDescriptionWithoutPermissionForItsActionsIsRefused() throws IOException {
    var commands = folder.resolve("commands.toml");
    Files.writeString(commands, Files.readString(commands).replace("id = 0x2F0", "id = 0x2F5"));
    sign(List.of(first, second));
    refused("commands.toml: actions.", "no [[transmit]] table");
  }

  @Test
  void aSignedDescriptionThatIsNoneIsRefusedWithItsPlace() throws IOException {
    var commands = folder.resolve("commands.toml");
    Files.writeString(commands, Files.readString(commands).replace("schema = 1", "schema = 9"));
    sign(List.of(first, second));
    refused("commands.toml: schema", "reads schema 1");
    Files.writeString(folder.resolve("car.dbc"), "SG_ nonsense");
    sign(List.of(first, second));
    refused("car.dbc: line", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schema = 1 | schema = 2 | schema | is 2, must be 1 to 1",
        "schema = 1 | colour = 1 | schema | is missing",
        "threshold = 2 | threshold = 3 | car.threshold | is 3, must be 1 to 2",
        "threshold = 2 | threshold = 'x' | car.threshold | must be a whole number",
        "threshold = 2 | threshold = 2\\nfree = 1 | car.free | is not a setting",
        "can0 | | can.device | must name a network interface",
        "[can] | [[can]] | can | must be a table",
        "schema = 1 | schema = | line 1 | is not TOML",
        "schema = 1 | schema = 1\\nday = 2026-13-77 | bridge.toml | ",
        "signers = [ | signers = [\"ff\", | car.signers | no COSE_Key",
        "signers = [ | signers = [\"x\", | car.signers | hexadecimal",
        "signers = [ | signers = [5, | car.signers | must be text",
      })
  void aMistakeInTheConfigurationIsNamedWithItsKey(
      String right, String wrong, String where, String reason) throws IOException {
    var put = wrong == null ? "" : wrong.replace("\\n", "\n");
    Files.writeString(folder.resolve("bridge.toml"), text().replace(right, put));
    refused(where, reason == null ? "" : reason);
  }

  private void sequence(int number) throws IOException {
    var commands = folder.resolve("commands.toml");
    Files.writeString(
        commands,
        Files.readString(commands).replaceFirst("sequence = \\d+", "sequence = " + number));
    sign(List.of(first, second));
  }

  @Test
  void theNewestDescriptionThatWasGoneByIsGoneByAgainWhateverIsInstalled() throws IOException {
    var disk = new DiskFileSystem();
    sequence(7);
    var newest = read().orFault().kept(disk).orFault().description().digest();
    sequence(6);
    assertEquals(newest, read().orFault().description().digest());
    assertEquals(7, read().orFault().description().sequence());
    sequence(8);
    assertEquals(8, read().orFault().description().sequence());
  }

  @Test
  void anotherDescriptionOfASequenceThatWasGoneByStopsTheStart() throws IOException {
    var disk = new DiskFileSystem();
    sequence(7);
    var _ = read().orFault().kept(disk).orFault();
    var commands = folder.resolve("commands.toml");
    Files.writeString(commands, Files.readString(commands) + "\n");
    sign(List.of(first, second));
    refused("commands.toml: sequence", "is that of another description");
  }

  @Test
  void anOlderOneStopsTheStartWhereTheNewerIsOfOtherSigners() throws IOException {
    var disk = new DiskFileSystem();
    sequence(7);
    var _ = read().orFault().kept(disk).orFault();
    var bridge = folder.resolve("bridge.toml");
    var third = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
    Files.writeString(
        bridge,
        text().replace(second.publicKey().encoded().hex(), third.publicKey().encoded().hex()));
    sequence(6);
    sign(List.of(first, third));
    refused("commands.toml: sequence", "is 6, and 7 was gone by already");
  }

  @Test
  void whatWasKeptAndIsDamagedStopsTheStart() throws IOException {
    var _ = read().orFault().kept(new DiskFileSystem()).orFault();
    Files.writeString(folder.resolve("state/description"), "something else");
    refused("state/description", "is damaged");
  }

  @Test
  void aUserThatIsNotThereIsNamed() throws IOException {
    Files.writeString(
        folder.resolve("bridge.toml"),
        text().replaceAll("agent-user = .*", "agent-user = \"nobody-of-that-name\""));
    refused("agent-user", "there is no user");
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws IOException {
    Files.delete(folder.resolve("car.dbc"));
    refused("car.dbc", "does not exist");
  }
}
