package dev.portcullis.ota.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.testing.SimulatedRepository;
import dev.portcullis.ota.testing.TestClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files come, are kept, and replace others. */
final class TargetDownloadTest {

  private static final String[] TARGETS = {"targets", "snapshot", "timestamp"};

  @TempDir private Path folder;
  private final SimulatedRepository repository = new SimulatedRepository();

  @Test
  void refreshesBeforeItLooks() {
    var client = TestClient.of(repository, folder);

    assertEquals("NO_SUCH_TARGET nothing", client.download("nothing"));
    assertEquals(List.of(1L, 1L, 1L, 1L), client.versions());
  }

  @Test
  void asksForTheHashInFrontOfTheLastSegment() {
    var client = publish("path/to/app.bin", "content");

    assertEquals("done", client.download("path/to/app.bin"));
    var path = repository.requests().getLast();
    assertTrue(path.matches("targets/path/to/[0-9a-f]{64}\\.app\\.bin"), path);
    assertEquals(Bytes.utf8("content"), client.target("path%2Fto%2Fapp.bin"));
  }

  @Test
  void doesNotFetchAgainWhatIsThere() {
    var client = publish("app", "content");
    var _ = client.download("app");
    var _ = repository.requests();

    assertEquals("done", client.download("app"));
    assertEquals("metadata/timestamp.json", repository.requests().getLast());
  }

  @Test
  void replacesAnOlderFileUnderTheSameName() {
    var client = publish("app", "one");
    var _ = client.download("app");
    repository.addTarget("targets", "app", Bytes.utf8("another"));
    repository.publish(TARGETS);

    assertEquals("done", client.download("app"));
    assertEquals(List.of("app"), client.targetNames());
    assertEquals(Bytes.utf8("another"), client.target("app"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"malicious", "short", "", "much longer than it may be, and so cut off"})
  void keepsOutAFileThatIsNotTheOneDescribed(String served) {
    var client = publish("app", "of nine b");
    var _ = client.refresh();
    var _ = repository.requests();
    var _ = client.download("app");
    var path = repository.requests().getLast();
    repository.serve(path, Bytes.utf8(served));
    var other = TestClient.of(repository, folder.resolve("other"));

    assertEquals(
        served.length() > 9 ? "ENDLESS_DATA app" : "ARBITRARY_SOFTWARE app", other.download("app"));
    assertEquals(List.of(), other.targetNames());
    assertEquals(Bytes.utf8("of nine b"), client.target("app"));
  }

  @Test
  void takesTheFirstAndNamesTheOneThatIsMissing() {
    var client = publish("app", "content");

    assertEquals("NO_SUCH_TARGET other", client.download("app", "other", "app"));
    assertEquals(List.of("app"), client.targetNames());
  }

  @ParameterizedTest
  @EnumSource(HashAlgorithm.class)
  void knowsEveryHash(HashAlgorithm algorithm) {
    var content = Bytes.utf8("content");
    var hash = Bytes.of(algorithm.start().digest(content.toArray())).hex();
    var client = describe(content, Map.of(algorithm.toString(), hash), hash);

    assertEquals("done", client.download("app"));
  }

  @Test
  void everyListedHashMustMatch() {
    var content = Bytes.utf8("content");
    var right = Bytes.of(HashAlgorithm.SHA_256.start().digest(content.toArray())).hex();
    var client = describe(content, Map.of("sha256", right, "sha512", "00".repeat(64)), right);

    assertEquals("ARBITRARY_SOFTWARE app", client.download("app"));
    assertEquals(List.of(), client.targetNames());
  }

  @Test
  void aHashNobodyKnowsCannotBeVerified() {
    var content = Bytes.utf8("content");
    var right = Bytes.of(HashAlgorithm.SHA_256.start().digest(content.toArray())).hex();
    var client = describe(content, Map.of("sha256", right, "whirlpool", "00"), right);
    var _ = repository.requests();

    assertEquals("ARBITRARY_SOFTWARE app", client.download("app"));
    assertEquals("metadata/2.targets.json", repository.requests().getLast());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../escaped", "/etc/passwd", "..", ".", "a//b", "ü?x=1#y %", ".hidden", "a\\b"})
  void noNameLeadsOutOfTheFolder(String name) {
    repository.root().put("consistent_snapshot", false);
    repository.describe(
        "targets",
        name,
        Map.of(
            "length",
            0,
            "hashes",
            Map.of("sha256", Bytes.of(HashAlgorithm.SHA_256.start().digest()).hex())));
    repository.publish("root", "targets", "snapshot", "timestamp");
    var client = TestClient.of(repository, folder.resolve("deep"));
    var _ = repository.requests();
    var _ = client.download(name);
    var path = repository.requests().getLast();
    assertTrue(path.chars().allMatch(c -> c > ' ' && c < 0x7f), path);
    repository.serve(path, Bytes.empty());

    assertEquals("done", client.download(name));
    assertEquals(1, client.targetNames().size());
    assertTrue(!client.targetNames().getFirst().startsWith("."), client.targetNames().toString());
  }

  @Test
  void aVeryLongNameHasAFileToo() {
    var name = "long/".repeat(100) + "name";
    var client = publish(name, "content");

    assertEquals("done", client.download(name));
    assertEquals(1, client.targetNames().size());
  }

  private TestClient publish(String name, String content) {
    var client = TestClient.of(repository, folder);
    repository.addTarget("targets", name, Bytes.utf8(content));
    repository.publish(TARGETS);
    return client;
  }

  private TestClient describe(Bytes content, Map<String, String> hashes, String servedAs) {
    var client = TestClient.of(repository, folder);
    repository.describe("targets", "app", Map.of("length", content.size(), "hashes", hashes));
    repository.serve("targets/" + servedAs + ".app", content);
    repository.publish(TARGETS);
    return client;
  }
}
