package dev.portcullis.agent.tuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.testing.LoopbackServer;
import dev.portcullis.ota.testing.SimulatedRepository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line that the conformance suite speaks, over a real connection. */
final class TufCommandTest {

  @TempDir private Path folder;
  private final SimulatedRepository repository = new SimulatedRepository();
  private final LoopbackServer server = LoopbackServer.of(repository);
  private final StringWriter said = new StringWriter();
  private Instant now = SimulatedRepository.NOW;
  private Path metadata = Path.of("");
  private Path targets = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    metadata = Files.createDirectory(folder.resolve("metadata"));
    targets = Files.createDirectory(folder.resolve("targets"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int run(String... arguments) {
    var all = new ArrayList<>(List.of("--metadata-dir", metadata.toString()));
    all.addAll(List.of("--metadata-url", server.uri("/metadata/").toString()));
    all.addAll(List.of(arguments));
    return execute(all.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    return TufCommand.commandLine(() -> now, () -> 0)
        .setErr(new PrintWriter(said, true))
        .setOut(new PrintWriter(said, true))
        .execute(arguments);
  }

  private int init() throws IOException {
    var root = folder.resolve("initial_root.json");
    Files.write(root, repository.file("root").toArray());
    return execute("--metadata-dir", metadata.toString(), "init", root.toString());
  }

  private int download(String... names) {
    var arguments = new ArrayList<String>();
    for (String name : names) {
      arguments.addAll(List.of("--target-name", name));
    }
    arguments.addAll(List.of("--target-dir", targets.toString()));
    arguments.addAll(List.of("--target-base-url", server.uri("/targets").toString(), "download"));
    return run(arguments.toArray(String[]::new));
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void initialisesRefreshesAndDownloads() throws IOException {
    repository.addTarget("targets", "path/app.bin", Bytes.utf8("app"));
    repository.addTarget("targets", "other", Bytes.utf8("other"));
    repository.publish("targets", "snapshot", "timestamp");

    assertEquals(0, init());
    assertEquals(List.of("root.json"), names(metadata));
    assertEquals(0, run("refresh"));
    assertEquals(
        List.of("root.json", "snapshot.json", "targets.json", "timestamp.json"), names(metadata));
    assertEquals(0, download("path/app.bin", "other"));
    assertEquals(List.of("other", "path%2Fapp.bin"), names(targets));
    assertEquals("", said.toString());
  }

  @Test
  void refusesWithOneLineForTheAttackAndOneForWhatToDo() throws IOException {
    assertEquals(0, init());
    now = now.plus(Duration.ofDays(31));

    assertEquals(1, run("refresh"));
    assertEquals(2, said.toString().lines().count(), said.toString());
    assertTrue(said.toString().startsWith("portcullis tuf: FREEZE: root: expired at "));
    assertTrue(said.toString().contains("next: "));
  }

  @Test
  void doesNotTrustWhatItsOwnKeysDidNotSign() throws IOException {
    repository.serve("metadata/root.json", repository.root().file(List.of()));

    assertEquals(1, init());
    assertEquals(List.of(), names(metadata));
    assertEquals(1, run("refresh"));
    assertTrue(said.toString().contains("NO_ROOT"), said.toString());
  }

  @Test
  void keepsTheRootItTrustsAlready() throws IOException {
    assertEquals(0, init());
    assertEquals(0, init());
    repository.publish("root");

    assertEquals(1, init());
    assertTrue(said.toString().contains("ALREADY_TRUSTING"), said.toString());
    assertEquals(0, run("refresh"));
  }

  @Test
  void namesATargetThatNobodyDescribes() throws IOException {
    assertEquals(0, init());

    assertEquals(1, download("missing"));
    assertTrue(said.toString().contains("NO_SUCH_TARGET: missing"), said.toString());
    assertEquals(4, names(metadata).size());
  }

  @Test
  void asksForARoleByOneSegmentOfTheAddress() throws IOException {
    repository.delegate("targets", "../delegatedrole", Map.of());
    repository.addTarget("../delegatedrole", "app", Bytes.utf8("app"));
    repository.publish("../delegatedrole", "targets", "snapshot", "timestamp");
    assertEquals(0, init());

    assertEquals(0, download("app"));
    assertTrue(names(metadata).contains("..%2Fdelegatedrole.json"), names(metadata).toString());
  }

  @Test
  void saysWhatIsMissingOfTheCommandLine() {
    assertEquals(2, execute("refresh"));
    assertEquals(2, execute());
    assertEquals(2, run("download"));
    assertEquals(2, execute("--metadata-dir", metadata.toString(), "init"));
    assertEquals(0, execute("--help"));
    assertTrue(said.toString().contains("--metadata-dir is missing"), said.toString());
  }

  @Test
  void saysThatTheServerIsNotThere() throws IOException {
    assertEquals(0, init());
    server.close();

    assertEquals(1, run("refresh"));
    assertTrue(said.toString().contains("UNAVAILABLE: 2.root.json"), said.toString());
  }
}
