package dev.portcullis.ota.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.testing.PlainJson;
import dev.portcullis.ota.testing.SimulatedRepository;
import dev.portcullis.ota.testing.SimulatedRepository.Naming;
import dev.portcullis.ota.testing.TestClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refresh asks for, believes and keeps. */
final class RefreshTest {

  private static final String[] ALL = {"root", "targets", "snapshot", "timestamp"};

  @TempDir private Path folder;
  private final SimulatedRepository repository = new SimulatedRepository();

  @Test
  void asksForTheNextRootAndThenForWhatTheRoleBeforeNames() {
    var client = TestClient.of(repository, folder);

    assertEquals("done", client.refresh());
    assertEquals(
        List.of(
            "metadata/2.root.json",
            "metadata/timestamp.json",
            "metadata/1.snapshot.json",
            "metadata/1.targets.json"),
        repository.requests());
    assertEquals(List.of(1L, 1L, 1L, 1L), client.versions());
  }

  @Test
  void asksForPlainNamesWhereSnapshotsAreNotConsistent() {
    repository.root().put("consistent_snapshot", false);
    repository.addTarget("targets", "app", Bytes.utf8("app"));
    repository.publish(ALL);
    var client = TestClient.of(repository, folder);
    var _ = repository.requests();

    assertEquals("done", client.download("app"));
    assertEquals(
        List.of(
            "metadata/3.root.json",
            "metadata/timestamp.json",
            "metadata/snapshot.json",
            "metadata/targets.json",
            "targets/app"),
        repository.requests());
  }

  @Test
  void fetchesNothingAgainThatIsStillNamed() {
    var client = TestClient.of(repository, folder);
    var _ = client.refresh();
    var _ = repository.requests();

    assertEquals("done", client.refresh());
    assertEquals(List.of("metadata/2.root.json", "metadata/timestamp.json"), repository.requests());
  }

  @Test
  void keepsTheBytesThatWereVerified() {
    var odd = Bytes.concat(repository.file("timestamp"), Bytes.utf8(" \n"));
    repository.store("timestamp", odd);
    var client = TestClient.of(repository, folder);

    assertEquals("done", client.refresh());
    assertEquals(odd, client.file("timestamp").orElseThrow());
  }

  @Test
  void refusesWithoutARequestWhereTheStoredRootIsNone() {
    var client = TestClient.of(repository, folder);
    client.store("root", Bytes.utf8("{}"));

    assertEquals("MALFORMED root", client.refresh());
    client.lose("root");
    assertEquals("NO_ROOT", client.refresh());
    assertEquals(List.of(), repository.requests());
  }

  @Test
  void refusesWithoutARequestWhereTheStoredRootIsNotSignedByItsKeys() {
    var client = TestClient.of(repository, folder);
    var signature = Map.of("keyid", repository.root().signers().getFirst().id(), "sig", "00ff");
    client.store("root", repository.root().file(List.of(signature)));

    assertEquals("ARBITRARY_SOFTWARE root", client.refresh());
    assertEquals(List.of(), repository.requests());
  }

  @ParameterizedTest
  @CsvSource({
    "root, 1 0 0 0, ARBITRARY_SOFTWARE root",
    "timestamp, 2 0 0 0, ARBITRARY_SOFTWARE timestamp",
    "snapshot, 2 2 0 0, ARBITRARY_SOFTWARE snapshot",
    "targets, 2 2 2 0, ARBITRARY_SOFTWARE targets"
  })
  void keepsWhatCameBeforeARoleThatNobodySigned(String role, String kept, String attack) {
    var client = TestClient.of(repository, folder);
    repository.draft(role).signers().clear();
    repository.publish(ALL);

    assertEquals(attack, client.refresh());
    assertEquals(versions(kept), client.versions());
  }

  @ParameterizedTest
  @CsvSource({
    "root, 1 0 0 0, MIX_AND_MATCH root",
    "snapshot, 2 2 0 0, MIX_AND_MATCH snapshot",
    "targets, 2 2 2 0, MIX_AND_MATCH targets"
  })
  void refusesAFileOfAnotherVersionThanItsNameSays(String role, String kept, String attack) {
    var client = TestClient.of(repository, folder);
    repository.publish(ALL);
    repository.draft(role).version(2);
    var third = repository.draft(role);
    third.put("version", 3);
    repository.store(role, third.sign());
    repository.publish(
        switch (role) {
          case "targets" -> new String[] {"snapshot", "timestamp"};
          case "snapshot" -> new String[] {"timestamp"};
          default -> new String[] {};
        });

    assertEquals(attack, client.refresh());
    assertEquals(versions(kept).get(0), client.versions().get(0));
  }

  @Test
  void aTimestampOfTheSameVersionChangesNothingWhateverItSays() {
    var client = TestClient.of(repository, folder);
    var _ = client.refresh();
    var known = client.file("timestamp").orElseThrow();
    repository.timestamp().object("meta").put("snapshot.json", Map.of("version", 100));
    repository.store("timestamp", repository.timestamp().sign());
    assertNotEquals(known, repository.file("timestamp"));

    assertEquals("done", client.refresh());
    assertEquals(known, client.file("timestamp").orElseThrow());
    assertEquals("metadata/timestamp.json", repository.requests().getLast());
  }

  @Test
  void holdsMetadataAgainstTheHashesAndLengthsItsParentLists() {
    repository.naming(Naming.VERSIONS_HASHES_AND_LENGTHS);
    repository.publish("targets", "snapshot", "timestamp");
    var client = TestClient.of(repository, folder);
    assertEquals("done", client.refresh());

    repository.publish("targets");
    var wrong = Map.of("version", 3, "hashes", Map.of("sha256", "46".repeat(32)));
    repository.snapshot().object("meta").put("targets.json", wrong);
    repository.publish("snapshot", "timestamp");

    assertEquals("MIX_AND_MATCH targets", client.refresh());
    assertEquals(List.of(1L, 3L, 3L, 2L), client.versions());
  }

  @Test
  void fetchesASnapshotAnewWhoseBytesAreNotTheOnesListed() {
    repository.naming(Naming.VERSIONS_HASHES_AND_LENGTHS);
    repository.publish("targets", "snapshot", "timestamp");
    var client = TestClient.of(repository, folder);
    var _ = client.refresh();
    var genuine = client.file("snapshot").orElseThrow();
    client.store("snapshot", Bytes.concat(genuine, Bytes.utf8(" ")));

    assertEquals("done", client.refresh());
    assertEquals(genuine, client.file("snapshot").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"timestamp", "snapshot", "targets"})
  void aDamagedStoredFileIsFetchedAnew(String role) {
    var client = TestClient.of(repository, folder);
    var _ = client.refresh();
    var genuine = client.file(role).orElseThrow();
    client.store(role, genuine.slice(0, genuine.size() / 2));

    assertEquals("done", client.refresh());
    assertEquals(genuine, client.file(role).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp, metadata/timestamp.json, UNAVAILABLE timestamp.json",
    "snapshot, metadata/2.snapshot.json, UNAVAILABLE 2.snapshot.json",
    "targets, metadata/2.targets.json, UNAVAILABLE 2.targets.json"
  })
  void keepsWhatIsTrustedWhereAFileIsMissing(String role, String path, String refusal) {
    var client = TestClient.of(repository, folder);
    var _ = client.refresh();
    repository.publish("targets", "snapshot", "timestamp");
    repository.remove(path);

    assertEquals(refusal, client.refresh());
    assertEquals(1L, client.versions().getLast(), role);
  }

  @Test
  void membersOfALaterSpecificationAreLetBeAndSigned() {
    var client = TestClient.of(repository, folder);
    var _ = client.refresh();
    repository.root().put("custom-field", Map.of("a", List.of(1, "two", true)));
    repository.root().object("roles").put("mirrors", Map.of("keyids", List.of(), "threshold", 1));
    repository.publish("root");

    assertEquals("done", client.refresh());
    assertEquals(2L, client.versions().getFirst());
  }

  @Test
  void refusesMetadataOfAnotherRoleThoughTheRightKeySignedIt() {
    var client = TestClient.of(repository, folder);
    repository.addKey("snapshot", repository.timestamp().signers().getFirst());
    repository.snapshot().object("meta").put("snapshot.json", Map.of("version", 1));
    repository.publish("root", "snapshot");
    repository.serve("metadata/timestamp.json", repository.file("snapshot"));

    assertEquals("MALFORMED timestamp", client.refresh());
    assertEquals(List.of(2L, 0L, 0L, 0L), client.versions());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0.0", "1", "1.", "1.0.31-beta", "one", ""})
  void refusesAnotherSpecification(String version) {
    var client = TestClient.of(repository, folder);
    repository.timestamp().put("spec_version", version);
    repository.publish("timestamp");

    assertEquals("MALFORMED timestamp", client.refresh());
  }

  @Test
  void cutsOffMetadataThatIsLongerThanItsParentSays() {
    repository.naming(Naming.VERSIONS_HASHES_AND_LENGTHS);
    repository.publish("targets", "snapshot", "timestamp");
    repository.serve(
        "metadata/2.targets.json", Bytes.concat(repository.file("targets"), Bytes.utf8(" ")));

    assertEquals("ENDLESS_DATA 2.targets.json", TestClient.of(repository, folder).refresh());
  }

  @Test
  void cutsOffATimestampThatIsLongerThanAnyIs() {
    repository.serve("metadata/timestamp.json", PlainJson.of("x".repeat(20_000)));

    assertEquals("ENDLESS_DATA timestamp.json", TestClient.of(repository, folder).refresh());
  }

  private static List<Long> versions(String text) {
    var versions = new ArrayList<Long>();
    for (String each : text.split(" ", -1)) {
      versions.add(Long.valueOf(each));
    }
    return versions;
  }
}
