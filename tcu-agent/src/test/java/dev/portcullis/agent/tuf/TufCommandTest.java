package dev.portcullis.agent.tuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.testing.SimulatedRepository;
import java.nio.file.Path;
import java.time.Duration;
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
  private TufBench bench;

  @BeforeEach
  void start() {
    bench = new TufBench(folder, repository);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void initialisesRefreshesAndDownloads() {
    repository.addTarget("targets", "path/app.bin", Bytes.utf8("app"));
    repository.addTarget("targets", "other", Bytes.utf8("other"));
    repository.publish("targets", "snapshot", "timestamp");

    assertEquals(0, bench.init());
    assertEquals(List.of("root.json"), bench.metadataNames());
    assertEquals(0, bench.refresh());
    assertEquals(
        List.of("root.json", "snapshot.json", "targets.json", "timestamp.json"),
        bench.metadataNames());
    assertEquals(0, bench.download("path/app.bin", "other"));
    assertEquals(Map.of("other", "other", "path%2Fapp.bin", "app"), bench.downloads());
    assertEquals("", bench.said());
  }

  @Test
  void refusesWithOneLineForTheAttackAndOneForWhatToDo() {
    assertEquals(0, bench.init());
    bench.at(Duration.ofDays(31));

    assertEquals(1, bench.refresh());
    assertEquals(2, bench.said().lines().count(), bench.said());
    assertTrue(bench.said().startsWith("portcullis tuf: FREEZE: root: expired at "));
    assertTrue(bench.said().contains("next: "));
  }

  @Test
  void doesNotTrustWhatItsOwnKeysDidNotSign() {
    repository.serve("metadata/root.json", repository.root().file(List.of()));

    assertEquals(1, bench.init());
    assertEquals(List.of(), bench.metadataNames());
    assertEquals(1, bench.refresh());
    assertTrue(bench.said().contains("NO_ROOT"), bench.said());
  }

  @Test
  void keepsTheRootItTrustsAlready() {
    assertEquals(0, bench.init());
    assertEquals(0, bench.init());
    repository.publish("root");

    assertEquals(1, bench.init());
    assertTrue(bench.said().contains("ALREADY_TRUSTING"), bench.said());
    assertEquals(0, bench.refresh());
  }

  @Test
  void namesATargetThatNobodyDescribes() {
    assertEquals(0, bench.init());

    assertEquals(1, bench.download("missing"));
    assertTrue(bench.said().contains("NO_SUCH_TARGET: missing"), bench.said());
    assertEquals(4, bench.metadataNames().size());
  }

  @Test
  void asksForARoleByOneSegmentOfTheAddress() {
    repository.delegate("targets", "../delegatedrole", Map.of());
    repository.addTarget("../delegatedrole", "app", Bytes.utf8("app"));
    repository.publish("../delegatedrole", "targets", "snapshot", "timestamp");
    assertEquals(0, bench.init());

    assertEquals(0, bench.download("app"));
    assertTrue(
        bench.metadataNames().contains("..%2Fdelegatedrole.json"),
        bench.metadataNames().toString());
  }

  @Test
  void saysWhatIsMissingOfTheCommandLine() {
    assertEquals(2, bench.execute("refresh"));
    assertEquals(2, bench.execute());
    assertEquals(2, bench.download());
    assertEquals(2, bench.execute("--metadata-dir", bench.metadata().toString(), "init"));
    assertEquals(0, bench.execute("--help"));
    assertTrue(bench.said().contains("--metadata-dir is missing"), bench.said());
  }

  @Test
  void saysThatTheServerIsNotThere() {
    assertEquals(0, bench.init());
    bench.close();

    assertEquals(1, bench.refresh());
    assertTrue(bench.said().contains("UNAVAILABLE: 2.root.json"), bench.said());
  }
}
