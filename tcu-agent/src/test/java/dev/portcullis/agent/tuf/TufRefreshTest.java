package dev.portcullis.agent.tuf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.testing.RoleSigner;
import dev.portcullis.ota.testing.SimulatedRepository;
import dev.portcullis.ota.testing.SimulatedRepository.Naming;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@code refresh} ends with, asks for and leaves in the folder. Trusted versions are written
 * "root snapshot targets timestamp".
 */
final class TufRefreshTest {

  private static final String[] ALL = {"root", "targets", "snapshot", "timestamp"};
  private static final String[] BELOW = {"targets", "snapshot", "timestamp"};

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
  void asksForFourFilesAndKeepsTheBytesThatCame() {
    repository.store("timestamp", Bytes.concat(repository.file("timestamp"), Bytes.utf8(" \n")));
    assertEquals(0, bench.init());

    assertEquals(0, bench.refresh());
    assertEquals(
        List.of("2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"),
        bench.requests());
    for (String role : ALL) {
      assertEquals(repository.file(role), bench.stored(role).orElseThrow(), role);
    }
    assertEquals("", bench.said());
  }

  @Test
  void asksForNothingWhereTheRootItWasGivenIsNone() {
    assertEquals(1, bench.init(Bytes.utf8("{\"signatures\":[],\"signed\":{}}")));

    assertEquals(1, bench.refresh());
    assertEquals(List.of(), bench.requests());
  }

  @ParameterizedTest
  @CsvSource({"root, 1 - - -", "timestamp, 2 - - -", "snapshot, 2 - - 2", "targets, 2 2 - 2"})
  void keepsWhatCameBeforeARoleThatNobodySigned(String role, String trusted) {
    assertEquals(0, bench.init());
    repository.draft(role).signers().clear();
    repository.publish(ALL);

    assertEquals(1, bench.refresh());
    assertEquals(trusted, bench.trusted());
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp, timestamp.json, 1 1 1 1",
    "snapshot, 2.snapshot.json, 1 1 1 2",
    "targets, 2.targets.json, 1 2 1 2"
  })
  void keepsWhatItHasWhereAFileIsMissing(String role, String file, String trusted) {
    assertEquals(0, bench.init());
    assertEquals(0, bench.refresh());
    repository.publish(BELOW);
    repository.remove("metadata/" + file);

    assertEquals(1, bench.refresh(), role);
    assertEquals(file, bench.requests().getLast());
    assertEquals(trusted, bench.trusted());
  }

  @ParameterizedTest
  @CsvSource({"root, 2 1 1 1", "timestamp, 1 1 1 1", "snapshot, 1 1 1 2", "targets, 1 2 1 2"})
  void storesNothingExpiredButARoot(String role, String trusted) {
    assertEquals(0, bench.init());
    assertEquals(0, bench.refresh());
    repository.draft(role).expires(SimulatedRepository.NOW.minus(Duration.ofDays(1)));
    if (role.equals("root")) {
      repository.publish("root");
    }
    repository.publish(BELOW);

    assertEquals(1, bench.refresh());
    assertEquals(trusted, bench.trusted());
  }

  @ParameterizedTest
  @CsvSource({"root, 3 2 2 2", "timestamp, 2 2 2 3", "snapshot, 2 3 2 3", "targets, 2 3 3 3"})
  void whatIsStoredExpiresUntilThereIsANewerOne(String role, String trusted) {
    repository.draft(role).expires(SimulatedRepository.NOW.plus(Duration.ofDays(7)));
    repository.publish(ALL);
    assertEquals(0, bench.init());
    assertEquals(0, bench.refresh());
    bench.at(Duration.ofDays(18));
    assertEquals(1, bench.refresh());

    repository.draft(role).expires(SimulatedRepository.NOW.plus(Duration.ofDays(21)));
    switch (role) {
      case "root" -> repository.publish("root");
      case "targets" -> repository.publish(BELOW);
      case "snapshot" -> repository.publish("snapshot", "timestamp");
      default -> repository.publish("timestamp");
    }
    assertEquals(0, bench.refresh());
    assertEquals(trusted, bench.trusted());
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp, VERSIONS, 1 2 2 2",
    "snapshot, VERSIONS, 1 2 2 2",
    "targets, VERSIONS, 1 2 2 3",
    "snapshot, VERSIONS_HASHES_AND_LENGTHS, 1 2 2 2",
    "targets, VERSIONS_HASHES_AND_LENGTHS, 1 2 2 3"
  })
  void goesBackToNothingOlder(String role, Naming naming, String trusted) {
    repository.naming(naming);
    repository.publish(BELOW);
    assertEquals(0, bench.init());
    assertEquals(0, bench.refresh());

    repository.draft(role).version(0);
    repository.publish(BELOW);
    assertEquals(1, bench.refresh());
    assertEquals(trusted, bench.trusted());
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp, timestamp, 2 3 3 1",
    "snapshot, snapshot timestamp, 2 1 3 3",
    "targets, snapshot, 2 3 1 3"
  })
  void comesBackFromRaisedVersionsWhereTheKeysAreRotated(
      String raised, String rotated, String trusted) {
    repository.draft(raised).version(99);
    repository.publish(BELOW);
    assertEquals(0, bench.init());
    assertEquals(0, bench.refresh());

    for (String role : rotated.split(" ", -1)) {
      repository.rotate(role);
    }
    repository.draft(raised).version(0);
    repository.publish(ALL);
    assertEquals(0, bench.refresh());
    assertEquals(trusted, bench.trusted());
  }

  @Test
  void aTimestampOfTheSameVersionChangesNothing() {
    assertEquals(0, bench.init());
    assertEquals(0, bench.refresh());
    var known = bench.stored("timestamp");
    repository.timestamp().object("meta").put("snapshot.json", Map.of("version", 100));
    repository.store("timestamp", repository.timestamp().sign());

    assertEquals(0, bench.refresh());
    assertEquals("timestamp.json", bench.requests().getLast());
    assertEquals(known, bench.stored("timestamp"));
  }

  @Test
  void targetsThatTheSnapshotDoesNotNameYetAreNotAskedFor() {
    assertEquals(0, bench.init());
    assertEquals(0, bench.refresh());
    repository.publish("targets");

    assertEquals(0, bench.refresh());
    assertEquals("timestamp.json", bench.requests().getLast());
    assertEquals("1 1 1 1", bench.trusted());
  }

  @Test
  void refusesASnapshotInTheTimestampsPlaceThoughTheRightKeySignedIt() {
    assertEquals(0, bench.init());
    repository.addKey("snapshot", repository.timestamp().signers().getFirst());
    repository.snapshot().object("meta").put("snapshot.json", Map.of("version", 1));
    repository.publish("root", "snapshot");
    repository.serve("metadata/timestamp.json", repository.file("snapshot"));

    assertEquals(1, bench.refresh());
    assertEquals("2 - - -", bench.trusted());
  }

  @ParameterizedTest
  @EnumSource(RoleSigner.Kind.class)
  void knowsEveryKindOfKey(RoleSigner.Kind kind) {
    assertEquals(0, bench.init());
    var signer = RoleSigner.of(kind).with("keyid_hash_algorithms", List.of("md5"));
    repository.addKey("root", signer);
    repository.threshold("root", 2);
    repository.publish("root");
    assertEquals(0, bench.refresh());

    repository.publish("root");
    var root = repository.root();
    var wrong = Map.of("keyid", signer.id(), "sig", signer.sign(repository.file("root")).hex());
    repository.store(
        "root", root.file(List.of(root.signatureOf(root.signers().getFirst()), wrong)));
    assertEquals(1, bench.refresh());
    assertEquals("2 1 1 1", bench.trusted());
  }

  @Test
  void anEmptySignatureBesideAGoodOneDoesNoHarm() {
    assertEquals(0, bench.init());
    var absent = RoleSigner.quick();
    repository.trustKey("timestamp", absent);
    repository.publish("root", "timestamp");
    var timestamp = repository.timestamp();
    var good = timestamp.signatureOf(timestamp.signers().getFirst());
    repository.store(
        "timestamp", timestamp.file(List.of(Map.of("keyid", absent.id(), "sig", ""), good)));

    assertEquals(0, bench.refresh());
  }

  @Test
  void oneKeyDoesNotSignTwice() {
    assertEquals(0, bench.init());
    var snapshot = repository.snapshot();
    var once = snapshot.signatureOf(snapshot.signers().getFirst());
    repository.store("snapshot", snapshot.file(List.of(once, once)));

    assertEquals(1, bench.refresh());
    assertEquals("1 - - 1", bench.trusted());
  }

  @Test
  void goesThroughRootsThatEachTheOneBeforeSigned() {
    assertEquals(0, bench.init());
    var old = repository.root().signers().getFirst();
    repository.rotate("root");
    repository.root().signers().add(old);
    repository.publish("root");
    repository.root().signers().remove(old);
    repository.publish("root");
    assertEquals(0, bench.refresh());
    assertEquals(repository.file("root"), bench.stored("root").orElseThrow());

    repository.rotate("root");
    repository.publish("root");
    assertEquals(1, bench.refresh());
    assertEquals("3 1 1 1", bench.trusted());
  }
}
