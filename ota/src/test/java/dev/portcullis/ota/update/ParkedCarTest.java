package dev.portcullis.ota.update;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.testing.SimulatedRepository;
import dev.portcullis.ota.testing.TestClient;
import dev.portcullis.ota.verify.TrustedTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A car that wakes after two years, and one whose time was set forward: the rules of docs/ota.md.
 */
final class ParkedCarTest {

  private static final List<String> ROLES = List.of("root", "targets", "snapshot", "timestamp");
  private static final Instant PARKED = SimulatedRepository.NOW;
  private static final Instant TODAY = PARKED.plus(Duration.ofDays(730));
  private static final Duration MONTH = Duration.ofDays(30);

  @TempDir private Path folder;
  private final SimulatedRepository repository = new SimulatedRepository();
  private TestClient car;

  @BeforeEach
  void park() {
    repository.addTarget("targets", "old", Bytes.utf8("of two years ago"));
    repository.publish("targets", "snapshot", "timestamp");
    car = TestClient.of(repository, folder);
    assertEquals("done", car.refresh());
  }

  /** A root a month, with other keys each time; all but the last have expired today. */
  private void twoYearsPass() {
    for (var month = PARKED; month.isBefore(TODAY); month = month.plus(MONTH)) {
      for (String role : ROLES) {
        repository.draft(role).expires(month.plus(MONTH.multipliedBy(2)));
      }
      var former = repository.root().signers().getFirst();
      repository.rotate("timestamp");
      repository.rotate("root");
      repository.root().signers().add(former);
      repository.publish(ROLES.toArray(String[]::new));
      repository.root().signers().removeLast();
    }
  }

  @Test
  void aCarThatKnowsOnlyTheFloorFollowsTheRootsOfTwoYearsAndWhatTheySay() {
    twoYearsPass();

    car.at(TrustedTime.atTheFloor(PARKED).now());

    assertEquals("done", car.refresh());
    assertEquals(repository.file("timestamp"), car.file("timestamp").orElseThrow());
  }

  /** So at the floor nothing is installed: the agent waits for signed time, and judges again. */
  @Test
  void atTheFloorAnOldAnswerIsNotSeenAndWithSignedTimeItIs() {
    car.at(TrustedTime.atTheFloor(PARKED).now());
    assertEquals("done", car.download("old"));

    car.at(TrustedTime.within(PARKED, TODAY, TODAY).now());

    assertEquals("FREEZE root", car.refresh());
    assertEquals("FREEZE root", car.download("old"));
  }

  @Test
  void withSignedTimeTheNewestIsTakenThoughEverythingStoredHasExpired() {
    twoYearsPass();

    car.at(TrustedTime.within(PARKED, TODAY, TODAY).now());

    assertEquals("done", car.refresh());
    assertEquals(repository.file("root"), car.file("root").orElseThrow());
  }

  @Test
  void nothingOlderThanWhatWasTrustedIsTakenAtTheFloorEither() {
    var parked = repository.file("timestamp");
    repository.publish("timestamp");
    assertEquals("done", car.refresh());
    repository.serve("metadata/timestamp.json", parked);

    car.at(TrustedTime.atTheFloor(PARKED).now());

    assertEquals("ROLLBACK timestamp", car.refresh());
  }

  /** The ceiling is as far as the OEM's signatures must reach to be believed again. */
  @Test
  void aTimeSetForwardStopsUpdatesUntilTheOemSignsBeyondTheCeiling() {
    var ceiling = PARKED.plus(Duration.ofDays(3650));
    car.at(TrustedTime.within(PARKED, Instant.parse("2999-01-01T00:00:00Z"), ceiling).now());
    assertEquals("FREEZE root", car.refresh());

    for (String role : ROLES) {
      repository.draft(role).expires(ceiling.plusSeconds(1));
    }
    repository.publish(ROLES.toArray(String[]::new));

    assertEquals("done", car.refresh());
  }

  /** The floor went with the time: what had expired then stays expired. */
  @Test
  void aTimeThatCameBackDoesNotGoBelowTheFloor() {
    var floor = PARKED.plus(Duration.ofDays(31));
    var seen = new ArrayList<String>();
    for (Instant reading : List.of(PARKED, Instant.EPOCH, floor)) {
      car.at(TrustedTime.within(floor, reading, TODAY).now());
      seen.add(car.refresh());
    }

    assertEquals(List.of("FREEZE root", "FREEZE root", "FREEZE root"), seen);
  }
}
