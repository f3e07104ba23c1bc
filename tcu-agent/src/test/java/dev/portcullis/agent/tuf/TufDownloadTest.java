package dev.portcullis.agent.tuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.ota.testing.RoleSigner;
import dev.portcullis.ota.testing.SimulatedRepository;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code download} looks for, whom it asks in which order, and what is in the folder then. */
final class TufDownloadTest {

  private static final int TOP = 4;

  @TempDir private Path folder;
  private final SimulatedRepository repository = new SimulatedRepository();
  private TufBench bench;

  @BeforeEach
  void start() {
    bench = new TufBench(folder, repository);
    assertEquals(0, bench.init());
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  private void publish(String... delegated) {
    repository.publish(delegated);
    repository.publish("targets", "snapshot", "timestamp");
  }

  private void serve(String name, String content) {
    repository.addTarget("targets", name, Bytes.utf8(content));
  }

  /** The delegated roles that were asked for, where nothing was stored before. */
  private String visited() {
    var requests = bench.requests().stream().filter(each -> !each.startsWith("targets/")).toList();
    return String.join(
        " ",
        requests.subList(TOP, requests.size()).stream()
            .map(each -> each.replaceFirst("^1\\.(.*)\\.json$", "$1"))
            .toList());
  }

  @Test
  void refreshesBeforeItLooksForATarget() {
    assertEquals(1, bench.download("nobody has it"));
    assertEquals(
        List.of("2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"),
        bench.requests());
    assertEquals("1 1 1 1", bench.trusted());
  }

  @Test
  void asksForATargetOnceAndForAnotherOfItsNameAgain() {
    serve("path/to/app", "one");
    publish();
    assertEquals(0, bench.download("path/to/app"));
    var hash = Digest.of(Bytes.utf8("one")).value().hex();
    assertEquals("targets/path/to/" + hash + ".app", bench.requests().getLast());

    assertEquals(0, bench.download("path/to/app"));
    assertEquals("timestamp.json", bench.requests().getLast());

    serve("path/to/app", "another");
    publish();
    assertEquals(0, bench.download("path/to/app"));
    assertEquals(Map.of("path%2Fto%2Fapp", "another"), bench.downloads());
  }

  @Test
  void keepsOutWhatIsServedInATargetsPlace() {
    serve("app", "good");
    publish();
    repository.serve(
        "targets/" + Digest.of(Bytes.utf8("good")).value().hex() + ".app", Bytes.utf8("evil"));

    assertEquals(1, bench.download("app"));
    assertEquals(Map.of(), bench.downloads());
  }

  @ParameterizedTest
  @CsvSource({"sha256, 0", "sha512, 0", "sha256 sha512, 0", "unknown, 1", "sha256 unknown, 1"})
  void verifiesEveryHashThatIsListed(String algorithms, int code) throws Exception {
    var hashes = new TreeMap<String, String>();
    for (String each : algorithms.split(" ", -1)) {
      var jca = each.equals("sha256") ? "SHA-256" : "SHA-512";
      hashes.put(each, Bytes.of(MessageDigest.getInstance(jca).digest(new byte[] {'x'})).hex());
    }
    repository.describe("targets", "app", Map.of("length", 1, "hashes", hashes));
    hashes.values().forEach(hash -> repository.serve("targets/" + hash + ".app", Bytes.utf8("x")));
    publish();

    assertEquals(code, bench.download("app"));
    assertEquals(code == 0 ? Map.of("app", "x") : Map.of(), bench.downloads());
  }

  @Test
  void plainNamesAreAskedForWhereTheRootSaysSo() {
    repository.root().put("consistent_snapshot", false);
    repository.delegate("targets", "role", Map.of("paths", List.of("d/*")));
    repository.addTarget("role", "d/app", Bytes.utf8("app"));
    repository.publish("root");
    publish("role");

    assertEquals(0, bench.download("d/app"));
    assertEquals(
        List.of(
            "2.root.json",
            "3.root.json",
            "timestamp.json",
            "snapshot.json",
            "targets.json",
            "role.json",
            "targets/d/app"),
        bench.requests());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@app",
        "-h",
        "--help",
        "--metadata-dir",
        "--target-name=app",
        "refresh",
        "a,b",
        "\"quoted\"",
        "${user.home}"
      })
  void aTargetMayBeCalledLikeAnythingOnACommandLine(String name) {
    serve(name, "app");
    publish();

    // The folder has the file under its encoded name; the server of the test does not decode.
    var _ = bench.download(name);
    var path = bench.requests().getLast();
    assertTrue(path.startsWith("targets/"), name + ": " + bench.said());
    repository.serve(path, Bytes.utf8("app"));
    assertEquals(0, bench.download(name), bench.said());
    assertEquals(List.of("app"), List.copyOf(bench.downloads().values()));
  }

  @Test
  void nobodyHasATargetThatCannotBe() {
    serve("app", "app");
    publish();

    assertEquals(1, bench.download("app", "", "never reached"));
    assertEquals(1, bench.download("x".repeat(1025)));
    assertEquals(Map.of("app", "app"), bench.downloads());
    assertTrue(bench.said().contains("NO_SUCH_TARGET: : no target is called so"), bench.said());
  }

  @ParameterizedTest
  @CsvSource({
    "'?', %3F",
    "'#', %23",
    "/delegated, %2Fdelegated",
    "../delegated, ..%2Fdelegated",
    "a%2Fb, a%252Fb",
    "'..', ..",
  })
  void anOddRoleIsAskedForByOneSegmentAndStoredInOneFile(String role, String segment) {
    repository.delegate("targets", role, Map.of());
    publish(role);

    assertEquals(1, bench.download("nobody has it"));
    assertEquals(segment, visited());
    assertEquals(5, bench.metadataNames().size());
    assertTrue(bench.metadataNames().contains(segment + ".json"), segment);
  }

  @ParameterizedTest
  @CsvSource({
    "file, 0, ''",
    "README.md, 0, A",
    "README.MD, 1, ''",
    "foo-1.tgz, 0, A",
    "foo-alpha.tgz, 1, ''",
    "docs/README.md, 1, ''",
    "releases/x/one, 0, B C",
    "releases/y/one.zip, 0, B D",
    "releases/z/one.zip, 1, B"
  })
  void asksOnlyWhomEveryRoleOnTheWayLetsDescribeATarget(String name, int code, String visited) {
    repository.delegate("targets", "A", Map.of("paths", List.of("*.md", "foo-?.tgz")));
    repository.delegate("targets", "B", Map.of("paths", List.of("releases/*/*")));
    repository.delegate("B", "C", Map.of("paths", List.of("releases/x/*")));
    repository.delegate("B", "D", Map.of("paths", List.of("releases/y/*.zip")));
    for (String each : List.of("README.md", "foo-1.tgz", "foo-alpha.tgz", "docs/README.md")) {
      repository.addTarget("A", each, Bytes.utf8(each));
    }
    repository.addTarget("C", "releases/x/one", Bytes.utf8("releases/x/one"));
    repository.addTarget("D", "releases/y/one.zip", Bytes.utf8("releases/y/one.zip"));
    repository.addTarget("D", "releases/z/one.zip", Bytes.utf8("releases/z/one.zip"));
    serve("file", "file");
    publish("A", "B", "C", "D");

    assertEquals(code, bench.download(name));
    assertEquals(visited, visited());
    assertEquals(code == 0 ? List.of(name) : List.of(), List.copyOf(bench.downloads().values()));
  }

  @Test
  void aRoleIsVerifiedAnewForWhoeverDelegatesToItThisTime() {
    repository.delegate("targets", "one", Map.of("paths", List.of("one/*")));
    repository.delegate("targets", "two", Map.of("paths", List.of("two/*")));
    repository.delegate("one", "release", Map.of("paths", List.of("one/*")));
    repository.delegate("two", "release", Map.of("paths", List.of("two/*")), RoleSigner.quick());
    repository.addTarget("release", "one/app", Bytes.utf8("genuine"));
    repository.addTarget("release", "two/app", Bytes.utf8("never vouched for"));
    publish("one", "two", "release");

    assertEquals(1, bench.download("one/app", "two/app", "one/app"));
    assertEquals(Map.of("one%2Fapp", "genuine"), bench.downloads());
  }

  @Test
  void aRoleThatTheSnapshotDoesNotListIsNotAskedFor() {
    repository.delegate("targets", "delegated", Map.of());
    publish();
    assertEquals(0, bench.refresh());
    var _ = bench.requests();

    assertEquals(1, bench.download("some"));
    assertEquals(List.of("2.root.json", "timestamp.json"), bench.requests());
    assertTrue(bench.stored("delegated").isEmpty());
  }

  @Test
  void aDelegatedRoleThatHasExpiredIsNeverTakenAndNoLongerUsed() {
    repository.delegate("targets", "delegated", Map.of());
    repository.draft("delegated").expires(SimulatedRepository.NOW.plus(Duration.ofDays(7)));
    repository.addTarget("delegated", "first", Bytes.utf8("1"));
    repository.addTarget("delegated", "second", Bytes.utf8("2"));
    publish("delegated");
    bench.at(Duration.ofDays(18));
    assertEquals(0, bench.refresh());
    assertEquals(1, bench.download("first"));
    assertTrue(bench.stored("delegated").isEmpty());

    bench.at(Duration.ZERO);
    assertEquals(0, bench.download("first"));
    bench.at(Duration.ofDays(18));
    assertEquals(1, bench.download("second"));

    repository.draft("delegated").expires(SimulatedRepository.NOW.plus(Duration.ofDays(21)));
    repository.publish("delegated", "snapshot", "timestamp");
    assertEquals(0, bench.download("second"));
    assertEquals(Map.of("first", "1", "second", "2"), bench.downloads());
  }
}
