package dev.portcullis.ota.update;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.ota.testing.RoleSigner;
import dev.portcullis.ota.testing.SimulatedRepository;
import dev.portcullis.ota.testing.TestClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which chains of roots are followed, and how far. Keys are named by digits. */
final class RootRotationTest {

  private static final List<RoleSigner> KEYS =
      IntStream.range(0, 10).mapToObj(_ -> RoleSigner.quick()).toList();

  @TempDir private Path folder;
  private final SimulatedRepository repository = new SimulatedRepository();

  /** Each root: its keys, its threshold, and who signed it. */
  @ParameterizedTest
  @CsvSource({
    "a key follows another, 1/1/1 2/1/21 2/1/2, done, 3",
    "signatures of strangers do no harm, 1/1/314 2/1/3214 2/1/324, done, 3",
    "any three of five, 01234/3/024 01234/3/041 01234/3/013 01234/3/013, done, 4",
    "one of five is replaced, 01234/3/024 01345/3/041, done, 2",
    "one of five is replaced in two steps, 01234/3/024 01345/3/0245 01345/3/045, done, 3",
    "all five are replaced, 01234/3/024 56789/3/024567 56789/3/567, done, 3",
    "the threshold rises, 123/1/1 123/2/12, done, 2",
    "the threshold falls, 123/2/12 123/1/12 123/1/1, done, 3",
    "a key and the threshold are added, 1/1/1 12/2/12, done, 2",
    "the key before did not sign, 1/1/1 2/1/234, ARBITRARY_SOFTWARE root, 1",
    "the new key did not sign, 1/1/1 2/1/134, ARBITRARY_SOFTWARE root, 1",
    "two of the new five signed, 01234/3/024 01345/3/024, ARBITRARY_SOFTWARE root, 1",
    "two of the old five signed, 01234/3/024 01345/3/045, ARBITRARY_SOFTWARE root, 1",
    "the risen threshold is not met, 123/1/1 123/2/2, ARBITRARY_SOFTWARE root, 1",
    "the threshold before is not met, 123/2/12 123/1/1, ARBITRARY_SOFTWARE root, 1",
    "the third does not follow, 1/1/1 2/1/12 3/1/13, ARBITRARY_SOFTWARE root, 2"
  })
  void followsAChainAsFarAsOldAndNewKeysSignedIt(
      String story, String roots, String said, int trusted) {
    repository.root().version(0);
    var files = new ArrayList<>();
    for (String root : roots.split(" ", -1)) {
      publish(root.split("/", -1));
      files.add(repository.file("root"));
    }
    repository.serve("metadata/root.json", repository.served("metadata/1.root.json").orElseThrow());
    var client = TestClient.of(repository, folder.resolve("client"));

    assertEquals(said, client.refresh(), story);
    assertEquals(files.get(trusted - 1), client.file("root").orElseThrow(), story);
  }

  private void publish(String... root) {
    repository.keyIds("root").clear();
    repository.root().signers().clear();
    repository.threshold("root", Integer.parseInt(root[1]));
    keys(root[0]).forEach(key -> repository.trustKey("root", key));
    keys(root[2]).forEach(repository.root().signers()::add);
    repository.publish("root");
  }

  private static Stream<RoleSigner> keys(String digits) {
    return digits.chars().mapToObj(digit -> KEYS.get(Character.digit(digit, 10)));
  }

  /** Keys, threshold and signatures of each role below the root in turn. */
  @ParameterizedTest
  @CsvSource({
    "2/1/2, done",
    "1/1/314, done",
    "01234/3/024, done",
    "01234/3/041, done",
    "01234/3/123, done",
    "2/1/134, ARBITRARY_SOFTWARE",
    "01345/3/024, ARBITRARY_SOFTWARE",
    "01345/3/04, ARBITRARY_SOFTWARE"
  })
  void everyRoleNeedsItsThreshold(String terms, String said) {
    for (String role : List.of("timestamp", "snapshot", "targets")) {
      var repository = new SimulatedRepository();
      var client = TestClient.of(repository, folder.resolve(role));
      var parts = terms.split("/", -1);
      repository.keyIds(role).clear();
      repository.draft(role).signers().clear();
      repository.threshold(role, Integer.parseInt(parts[1]));
      keys(parts[0]).forEach(key -> repository.trustKey(role, key));
      keys(parts[2]).forEach(repository.draft(role).signers()::add);
      repository.publish("root", "targets", "snapshot", "timestamp");

      assertEquals(said.equals("done") ? "done" : said + " " + role, client.refresh());
    }
  }

  @Test
  void goesThroughManyRootsAndOnWithTheNextUpdate() {
    var client = TestClient.of(repository, folder);
    for (int i = 0; i < RootUpdate.MAX_ROTATIONS + 3; i++) {
      repository.publish("root");
    }

    assertEquals("done", client.refresh());
    assertEquals(RootUpdate.MAX_ROTATIONS + 1L, client.versions().getFirst());
    assertEquals("done", client.refresh());
    assertEquals(RootUpdate.MAX_ROTATIONS + 4L, client.versions().getFirst());
  }

  @Test
  void aRootThatRepeatsAVersionOrSkipsOneIsRefused() {
    var client = TestClient.of(repository, folder);
    repository.serve("metadata/2.root.json", repository.file("root"));
    assertEquals("ROLLBACK root", client.refresh());

    repository.root().put("version", 3);
    repository.serve("metadata/2.root.json", repository.root().sign());
    assertEquals("MIX_AND_MATCH root", client.refresh());
  }

  @Test
  void aKeyWithoutADescriptionTakesNothingFromTheOthers() {
    var client = TestClient.of(repository, folder);
    repository.keyIds("snapshot").add("0f".repeat(32));
    repository.publish("root");
    assertEquals("done", client.refresh());

    repository.threshold("snapshot", 2);
    repository.publish("root", "snapshot", "timestamp");
    assertEquals("ARBITRARY_SOFTWARE snapshot", client.refresh());
  }

  @Test
  void aRootMayNameKeysOfKindsNotKnownYet() {
    var client = TestClient.of(repository, folder);
    repository
        .root()
        .object("keys")
        .put("future", Map.of("keytype", "slh-dsa", "scheme", "slh-dsa-128s", "keyval", Map.of()));
    repository.keyIds("targets").add("future");
    repository.publish("root");

    assertEquals("done", client.refresh());
  }
}
