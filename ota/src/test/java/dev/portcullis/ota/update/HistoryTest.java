package dev.portcullis.ota.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.testing.RoleSigner;
import dev.portcullis.ota.testing.SimulatedRepository;
import dev.portcullis.ota.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of a repository: genuine updates, and everything an attacker may do. */
final class HistoryTest {

  private static final List<String> ROLES = List.of("root", "timestamp", "snapshot", "targets");

  @TempDir private Path folder;
  private final SimulatedRepository repository = new SimulatedRepository();

  /** Without a withdrawn key no trusted version ever goes back, and two clients see the same. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void noTrustedVersionGoesBack(long seed) {
    var random = new Random(seed);
    var client = TestClient.of(repository, folder.resolve("one"));
    var twin = TestClient.of(repository, folder.resolve("two"));
    var before = client.versions();
    int done = 0;
    for (int i = 0; i < 60; i++) {
      happen(random);
      var said = client.refresh();

      assertEquals(said, twin.refresh());
      var after = client.versions();
      assertEquals(after, twin.versions());
      for (int role = 0; role < ROLES.size(); role++) {
        assertTrue(after.get(role) >= before.get(role), before + " to " + after);
      }
      before = after;
      done += said.equals("done") ? 1 : 0;
    }
    assertTrue(done > 5, "only " + done + " succeeded");
  }

  private void happen(Random random) {
    var role = ROLES.get(1 + random.nextInt(3));
    var draft = repository.draft(role);
    switch (random.nextInt(9)) {
      case 0, 1, 2 -> repository.publish("targets", "snapshot", "timestamp");
      case 3 -> {
        repository.addKey(role, RoleSigner.quick());
        repository.publish("root", "targets", "snapshot", "timestamp");
      }
      case 4 -> {
        long genuine = draft.version();
        draft.version(random.nextLong(genuine));
        repository.publish(role);
        var others =
            role.equals("targets")
                ? new String[] {"snapshot", "timestamp"}
                : role.equals("snapshot") ? new String[] {"timestamp"} : new String[] {};
        repository.publish(others);
        draft.version(Math.max(genuine, draft.version()));
      }
      case 5 -> {
        draft.expires(SimulatedRepository.NOW.minusSeconds(random.nextInt(100)));
        repository.publish("targets", "snapshot", "timestamp");
        draft.expires(SimulatedRepository.NOW.plus(Duration.ofDays(30)));
      }
      case 6 ->
          served(ROLES.get(random.nextInt(4))).ifPresent(file -> repository.store(role, file));
      case 7 ->
          served(role).ifPresent(file -> repository.store(role, damaged(file.toArray(), random)));
      default -> repository.remove("metadata/" + role + ".json");
    }
  }

  private Optional<Bytes> served(String role) {
    return repository.served("metadata/" + role + ".json");
  }

  private static Bytes damaged(byte[] file, Random random) {
    file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(7));
    return Bytes.of(file);
  }
}
