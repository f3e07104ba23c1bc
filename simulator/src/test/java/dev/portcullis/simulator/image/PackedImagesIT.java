package dev.portcullis.simulator.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.ota.slot.PartKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
    return execute(new PackCommand(), arguments);
  }

  private static String execute(Callable<Integer> program, String... arguments) {
    var said = new StringWriter();
    var command = new CommandLine(program);
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
    unit = folder.resolve("unit");
    assertEquals(
        "0 " + unit + ": slot A is confirmed",
        execute(new UnitCommand(), folder.toString(), unit.toString()).strip());
  }

  private static void small(PartKind kind, String... files) throws IOException {
    var content = Files.createDirectory(folder.resolve(kind.word()));
    for (String file : files) {
      Files.writeString(content.resolve(file), file);
    }
    assertTrue(pack(kind.word(), content.toString(), image(kind).toString()).startsWith("0 "));
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
  void aUnitIsFilledOnceAndWithEveryPart() throws IOException {
    var again = execute(new UnitCommand(), folder.toString(), unit.toString());
    assertTrue(again.startsWith("1 ") && again.contains("AlreadyProvisioned"), again);
    var nothing = Files.createDirectory(folder.resolve("nothing"));
    var none = folder.resolve("none").toString();
    var missing = execute(new UnitCommand(), nothing.toString(), none);
    assertTrue(missing.contains("MISSING: " + nothing.resolve("application.tar")), missing);
    var other = new String[] {"--hardware", "riscv64", nothing.toString(), none};
    assertTrue(execute(new UnitCommand(), other).startsWith("2 "));
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
