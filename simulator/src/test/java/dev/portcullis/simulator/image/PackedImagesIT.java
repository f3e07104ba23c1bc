package dev.portcullis.simulator.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.ota.image.ArchiveLimits;
import dev.portcullis.ota.install.Architecture;
import dev.portcullis.ota.install.Campaign;
import dev.portcullis.ota.install.Install;
import dev.portcullis.ota.install.Unit;
import dev.portcullis.ota.json.JsonValue.Items;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Text;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.metadata.Hashes;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.uptane.AgreedImage;
import dev.portcullis.ota.uptane.Direction;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.verify.TargetSearch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The agent as it was built, packed, provisioned into a unit, and started by the launcher. */
final class PackedImagesIT {

  private static final Path ROOT = Path.of(System.getProperty("project.root", "..")).normalize();
  private static final Path AGENT = ROOT.resolve("tcu-agent").resolve("target").resolve("agent");
  private static final Path LAUNCHER = ROOT.resolve("ota/launcher/portcullis-launcher");
  private static final Path JDK = Path.of(System.getProperty("java.home"));

  @TempDir private static Path folder = Path.of("");
  private static Path unit = Path.of("");

  private static String pack(String... arguments) {
    var said = new StringWriter();
    var command = new CommandLine(new PackCommand());
    command.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    int code = command.execute(arguments);
    return code + " " + said;
  }

  private static Path image(PartKind kind) {
    return folder.resolve(kind.word() + ".tar");
  }

  @BeforeAll
  static void packsEveryPartAndProvisionsAUnit() throws IOException {
    assertTrue(
        pack("application", AGENT.toString(), image(PartKind.APPLICATION).toString())
            .startsWith("0 "));
    assertTrue(
        pack("runtime", "--jlink", JDK.toString(), image(PartKind.RUNTIME).toString())
            .startsWith("0 "));
    small(PartKind.POLICY, "policy.json", "policy.signatures");
    small(PartKind.DESCRIPTION, "car.dbc", "commands.toml", "car.signatures");
    small(PartKind.DETECTORS, "watch.toml");
    unit = Files.createDirectory(folder.resolve("unit"));
    var agreed = new ArrayList<AgreedImage>();
    for (PartKind kind : PartKind.values()) {
      agreed.add(agreed(kind));
    }
    var ecus =
        Arrays.stream(PartKind.values())
            .collect(Collectors.toMap(kind -> new EcuId(kind.word()), kind -> kind));
    var campaign =
        Campaign.of(new CampaignId("factory"), agreed, ecus, Architecture.X86_64).orFault();
    var disk = new DiskFileSystem();
    var _ =
        new Install(
                Unit.in(disk, unit, ArchiveLimits.STANDARD).orFault(),
                name -> folder.resolve(name.fileName()))
            .provision(campaign)
            .orFault();
  }

  private static void small(PartKind kind, String... files) throws IOException {
    var content = Files.createDirectory(folder.resolve(kind.word()));
    for (String file : files) {
      Files.writeString(content.resolve(file), file);
    }
    assertTrue(pack(kind.word(), content.toString(), image(kind).toString()).startsWith("0 "));
  }

  private static AgreedImage agreed(PartKind kind) throws IOException {
    var digest = HashAlgorithm.SHA_256.start();
    var bytes = Files.readAllBytes(image(kind));
    digest.update(bytes);
    var hardware = new HardwareId(kind == PartKind.RUNTIME ? "x86_64" : "tcu");
    var file =
        new TargetFile(
            bytes.length,
            new Hashes(Map.of(HashAlgorithm.SHA_256, Bytes.of(digest.digest())), Set.of()),
            new Members(Map.of("hardwareIds", new Items(List.of(new Text(hardware.text()))))));
    var name = new TargetName(image(kind).getFileName().toString());
    return AgreedImage.of(
            new Direction(new EcuId(kind.word()), hardware, name, file, 0),
            new TargetSearch.Step.Found(file, new RoleName("targets")))
        .orFault();
  }

  private static Process launch(Path output, String... arguments) throws IOException {
    var line = new ArrayList<String>(List.of("sh", LAUNCHER.toString(), unit.toString()));
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static String launched(String... arguments) throws Exception {
    var output = folder.resolve("output");
    var process = launch(output, arguments);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return process.exitValue() + " " + Files.readString(output, StandardCharsets.UTF_8);
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void theLauncherStartsThePackedAgentInThePackedRuntime() throws Exception {
    var said = launched("check", "--help");
    assertTrue(said.startsWith("0 ") && said.contains("portcullis agent check"), said);
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void anAgentThatCrashesLeavesItsImagesWhole() throws Exception {
    var configuration = folder.resolve("agent.toml");
    assertEquals(0, new ProcessBuilder("mkfifo", configuration.toString()).start().waitFor());
    var output = folder.resolve("crash");
    var agent = launch(output, "check", "--config", configuration.toString());
    // It waits for its configuration once somebody has opened the other end.
    try (var _ = Files.newOutputStream(configuration)) {
      var kill = new ProcessBuilder("kill", "-SEGV", Long.toString(agent.pid())).start();
      assertEquals(0, kill.waitFor());
      assertTrue(agent.waitFor(30, TimeUnit.SECONDS));
    }
    assertTrue(Files.readString(output).contains("SIGSEGV"), Files.readString(output));
    var said = launched("--help");
    assertTrue(said.startsWith("0 "), said);
  }

  @Test
  void theSameAgentAndTheSameJdkGiveTheSameImages() throws IOException {
    var again = folder.resolve("again.tar");
    assertTrue(pack("application", AGENT.toString(), again.toString()).startsWith("0 "));
    assertEquals(-1, Files.mismatch(image(PartKind.APPLICATION), again));
    assertTrue(pack("runtime", "--jlink", JDK.toString(), again.toString()).startsWith("0 "));
    assertEquals(-1, Files.mismatch(image(PartKind.RUNTIME), again));
  }

  @Test
  void theRuntimeHasEveryPlatformModuleThatTheAgentsModulesRequire() {
    var required = new TreeSet<String>();
    var agent = ModuleFinder.of(AGENT);
    agent.findAll().stream()
        .flatMap(module -> module.descriptor().requires().stream())
        .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
        .map(Requires::name)
        .filter(name -> agent.find(name).isEmpty())
        .forEach(required::add);
    assertTrue(ModuleFinder.ofSystem().find("jdk.crypto.cryptoki").isPresent());
    required.removeAll(RuntimeLinker.MODULES);
    assertEquals(Set.of(), required);
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    var empty = Files.createDirectory(folder.resolve("empty"));
    var file = folder.resolve("no.tar");
    assertEquals(
        Optional.of("1 " + empty + ": MISSING: policy.json is not there"),
        pack("policy", empty.toString(), file.toString()).lines().findFirst());
    assertEquals(
        Optional.of("1 " + empty + ": MISSING: jvm.options is not there"),
        pack("application", empty.toString(), file.toString()).lines().findFirst());
    assertEquals(
        Optional.of("1 " + empty + ": EMPTY"),
        pack("detectors", empty.toString(), file.toString()).lines().findFirst());
    assertTrue(pack("firmware", empty.toString(), file.toString()).startsWith("2 "));
    assertTrue(pack("policy", "--jlink", empty.toString(), file.toString()).startsWith("2 "));
    assertTrue(Files.notExists(file) && Files.notExists(folder.resolve("no.tar.new")));
  }
}
