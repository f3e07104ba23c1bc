package dev.portcullis.ota.update;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.testing.SimulatedRepository;
import dev.portcullis.ota.testing.SimulatedRepository.Naming;
import dev.portcullis.ota.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing older than what was trusted, and nothing that has expired, is used. */
final class FreshnessTest {

  private static final Instant NOW = SimulatedRepository.NOW;
  private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));

  @TempDir private Path folder;
  private final SimulatedRepository repository = new SimulatedRepository();

  @Test
  void followsToAnExpiredRootAndStopsThere() {
    var client = TestClient.of(repository, folder);
    var _ = client.refresh();
    repository.root().expires(YESTERDAY);
    repository.publish("root", "targets", "snapshot", "timestamp");

    assertEquals("FREEZE root", client.refresh());
    assertEquals(List.of(2L, 1L, 1L, 1L), client.versions());
  }

  @Test
  void goesThroughAnExpiredRootToOneThatIsNot() {
    var client = TestClient.of(repository, folder);
    repository.root().expires(YESTERDAY);
    repository.publish("root");
    repository.root().expires(NOW.plusSeconds(60));
    repository.publish("root");

    assertEquals("done", client.refresh());
  }

  @ParameterizedTest
  @CsvSource({"timestamp, 1 1 1 1", "snapshot, 1 2 1 1", "targets, 1 2 2 1"})
  void doesNotTakeWhatHasExpired(String role, String kept) {
    var client = TestClient.of(repository, folder);
    var _ = client.refresh();
    repository.draft(role).expires(YESTERDAY);
    repository.publish("targets", "snapshot", "timestamp");

    assertEquals("FREEZE " + role, client.refresh());
    assertEquals(kept.replace(" ", ", "), join(client));
  }

  @ParameterizedTest
  @CsvSource({"root", "timestamp", "snapshot", "targets"})
  void whatIsStoredExpiresAtEveryUse(String role) {
    repository.draft(role).expires(NOW.plus(Duration.ofDays(7)));
    repository.publish("root", "targets", "snapshot", "timestamp");
    var client = TestClient.of(repository, folder);
    assertEquals("done", client.refresh());

    client.at(NOW.plus(Duration.ofDays(7)).minusSeconds(1));
    assertEquals("done", client.refresh());
    client.at(NOW.plus(Duration.ofDays(7)));
    assertEquals("FREEZE " + role, client.refresh());
  }

  @Test
  void anExpiredStoredFileStillKeepsOlderOnesOut() {
    repository.timestamp().expires(NOW.plus(Duration.ofDays(7)));
    repository.publish("targets", "snapshot", "timestamp");
    var client = TestClient.of(repository, folder);
    var _ = client.refresh();
    repository.timestamp().expires(NOW.plus(Duration.ofDays(21)));
    repository.publish("targets", "snapshot", "timestamp");
    client.at(NOW.plus(Duration.ofDays(18)));
    assertEquals("done", client.refresh());
    assertEquals(List.of(1L, 3L, 3L, 3L), client.versions());

    repository.timestamp().version(1);
    repository.publish("timestamp");
    assertEquals("ROLLBACK timestamp", client.refresh());
    assertEquals(List.of(1L, 3L, 3L, 3L), client.versions());
  }

  @Test
  void refusesAnOlderTimestamp() {
    var client = TestClient.of(repository, folder);
    repository.publish("timestamp");
    var _ = client.refresh();
    repository.timestamp().version(0);
    repository.publish("timestamp");

    assertEquals("ROLLBACK timestamp", client.refresh());
    assertEquals(2L, client.versions().get(1));
  }

  @ParameterizedTest
  @EnumSource(Naming.class)
  void refusesATimestampThatNamesAnOlderSnapshot(Naming naming) {
    repository.naming(naming);
    repository.publish("targets", "snapshot", "timestamp");
    var client = TestClient.of(repository, folder);
    var _ = client.refresh();
    repository.snapshot().version(0);
    repository.publish("snapshot", "timestamp");

    assertEquals("ROLLBACK the snapshot that timestamp names", client.refresh());
    assertEquals(List.of(1L, 2L, 2L, 2L), client.versions());
  }

  @ParameterizedTest
  @EnumSource(Naming.class)
  void refusesASnapshotThatNamesOlderTargets(Naming naming) {
    repository.naming(naming);
    repository.publish("targets", "snapshot", "timestamp");
    var client = TestClient.of(repository, folder);
    var _ = client.refresh();
    repository.targets().version(0);
    repository.publish("targets", "snapshot", "timestamp");

    assertEquals("ROLLBACK targets.json", client.refresh());
    assertEquals(List.of(1L, 3L, 2L, 2L), client.versions());
  }

  @Test
  void refusesASnapshotThatHasLostARole() {
    repository.delegate("targets", "supplier", Map.of());
    repository.publish("supplier", "targets", "snapshot", "timestamp");
    var client = TestClient.of(repository, folder);
    var _ = client.refresh();
    repository.snapshot().object("meta").remove("supplier.json");
    repository.publish("snapshot", "timestamp");

    assertEquals("MIX_AND_MATCH snapshot", client.refresh());
  }

  @Test
  void aSnapshotThatIsStillNamedIsNotFetchedAgain() {
    repository.publish("snapshot", "timestamp");
    var client = TestClient.of(repository, folder);
    var _ = client.refresh();
    var _ = repository.requests();
    repository.snapshot().version(0);
    repository.store("snapshot", repository.snapshot().sign());

    assertEquals("done", client.refresh());
    assertEquals("metadata/timestamp.json", repository.requests().getLast());
  }

  @ParameterizedTest
  @CsvSource({"timestamp, timestamp", "snapshot, snapshot timestamp", "targets, snapshot"})
  void comesBackFromVersionsThatWereRaisedByAStolenKey(String raised, String rotated) {
    var client = TestClient.of(repository, folder);
    repository.draft(raised).version(99_998);
    repository.publish(raised);
    repository.publish("targets".equals(raised) ? "snapshot" : raised, "timestamp");
    assertEquals("done", client.refresh());

    for (String role : rotated.split(" ", -1)) {
      repository.rotate(role);
    }
    repository.draft(raised).version(0);
    repository.publish("root", "targets", "snapshot", "timestamp");

    assertEquals("done", client.refresh());
    assertEquals(
        1L,
        client.versions().get(List.of("root", "timestamp", "snapshot", "targets").indexOf(raised)));
  }

  @Test
  void aKeyMoreForgetsNothing() {
    var client = TestClient.of(repository, folder);
    repository.publish("timestamp");
    var _ = client.refresh();
    repository.addKey("timestamp", dev.portcullis.ota.testing.RoleSigner.quick());
    repository.timestamp().version(0);
    repository.publish("root", "timestamp");

    assertEquals("ROLLBACK timestamp", client.refresh());
  }

  @Test
  void aDelegatedRoleExpiresTooStoredOrNot() {
    repository.delegate("targets", "supplier", Map.of("paths", List.of("a/*")));
    repository.draft("supplier").expires(NOW.plus(Duration.ofDays(7)));
    repository.addTarget("supplier", "a/one", Bytes.utf8("one"));
    repository.addTarget("supplier", "a/two", Bytes.utf8("two"));
    repository.publish("supplier", "targets", "snapshot", "timestamp");
    var client = TestClient.of(repository, folder.resolve("1"));
    var late = TestClient.of(repository, folder.resolve("2"));
    assertEquals("done", client.download("a/one"));

    client.at(NOW.plus(Duration.ofDays(18)));
    late.at(NOW.plus(Duration.ofDays(18)));
    assertEquals("FREEZE supplier", client.download("a/two"));
    assertEquals("FREEZE supplier", late.download("a/two"));
    assertEquals(
        List.of("root.json", "snapshot.json", "targets.json", "timestamp.json"),
        late.metadataNames());

    repository.draft("supplier").expires(NOW.plus(Duration.ofDays(21)));
    repository.publish("supplier", "snapshot", "timestamp");
    assertEquals("done", client.download("a/two"));
    assertEquals(List.of("a%2Fone", "a%2Ftwo"), client.targetNames());
  }

  private static String join(TestClient client) {
    return String.join(", ", client.versions().stream().map(Object::toString).toList());
  }
}
