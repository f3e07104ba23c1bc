package dev.portcullis.can.secoc.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.crypto.durable.testing.Choices;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.crypto.durable.testing.PowerCut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wherever the power goes while keys are brought: a slot has its key or none, no key is without
 * freshness, and what was there stays. Which files are there already is looked up on the real disk;
 * what is written goes to one that forgets.
 */
final class KeyInstallationPowerCutTest {

  private static final int DISKS = 40;
  private static final long SEED = 11;
  private static final KeySlot FIRST = new KeySlot(4);
  private static final KeySlot FURTHER = new KeySlot(5);
  private static final List<String> FRESHNESS = List.of("sent.freshness", "received.freshness");

  @TempDir private Path temporary = Path.of("");

  private Path home() {
    return temporary.resolve("secoc");
  }

  private Path bundle() {
    return temporary.resolve("package");
  }

  private static String line(KeySlot slot) {
    return "0%d7e151628aed2a6abf7158809cf4f3c\n".formatted(slot.number());
  }

  @BeforeEach
  void aPackageWithTheFirstKey() throws IOException {
    bring(FIRST);
  }

  private void bring(KeySlot slot) throws IOException {
    Files.createDirectories(bundle());
    var file = Files.writeString(KeyFile.of(bundle(), slot), line(slot));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private CrashingFileSystem emptyDisk() throws StorageFault {
    var disk = CrashingFileSystem.empty();
    var path = home().getRoot();
    for (Path name : home()) {
      path = path.resolve(name);
      disk.createFolder(path);
      disk.forceFolder(path.getParent());
    }
    return disk;
  }

  private static Optional<Bytes> content(FileSystem disk, Path file) {
    return switch (AtomicFile.read(disk, file, 1 << 16)) {
      case Outcome.Passed<Bytes, DurableRefusal>(var bytes) -> Optional.of(bytes);
      case Outcome.Refused<Bytes, DurableRefusal>(var why) -> {
        assertEquals(DurableRefusal.NOT_FOUND, why);
        yield Optional.empty();
      }
    };
  }

  private Optional<Bytes> key(FileSystem disk, KeySlot slot) {
    return content(disk, KeyFile.of(home(), slot));
  }

  /** Whether it came to its end before the power went. */
  private boolean installs(CrashingFileSystem disk) {
    try {
      var _ = new SecOcFolder(disk, home()).install(bundle(), Set.of(FIRST)).orFault();
      return true;
    } catch (PowerCut _) {
      return false;
    }
  }

  @Test
  void theFirstKeysComeBehindTheirFreshness() throws StorageFault {
    boolean isWhole = false;
    for (int cut = 0; !isWhole; cut++) {
      var disk = emptyDisk();
      disk.stopIn(cut);
      boolean isDone = installs(disk);
      isWhole = isDone;
      Choices.explore(
          DISKS,
          SEED,
          choices -> {
            var after = disk.afterCrash(choices);
            var key = key(after, FIRST);
            assertTrue(key.isPresent() || !isDone, "said to be here");
            key.ifPresent(found -> {
              assertEquals(Bytes.utf8(line(FIRST)), found);
              FRESHNESS.forEach(name ->
                  assertTrue(
                      DurableFreshness.open(after, home().resolve(name), Runnable::run)
                          instanceof Outcome.Passed));
            });
          });
    }
  }

  @Test
  void aFurtherKeyTouchesNothingThatIsThere() throws IOException, StorageFault {
    var _ =
        new SecOcFolder(new DiskFileSystem(), home()).install(bundle(), Set.of(FIRST)).orFault();
    bring(FURTHER);
    boolean isWhole = false;
    for (int cut = 0; !isWhole; cut++) {
      var disk = emptyDisk();
      for (var name : List.of("slot-4.key", "sent.freshness", "received.freshness")) {
        var _ = AtomicFile.write(disk, home().resolve(name), Bytes.utf8(name)).orFault();
      }
      disk.stopIn(cut);
      boolean isDone = installs(disk);
      isWhole = isDone;
      Choices.explore(
          DISKS,
          SEED,
          choices -> {
            var after = disk.afterCrash(choices);
            for (var name : List.of("slot-4.key", "sent.freshness", "received.freshness")) {
              assertEquals(
                  Optional.of(Bytes.utf8(name)), content(after, home().resolve(name)), name);
            }
            var key = key(after, FURTHER);
            assertTrue(key.isPresent() || !isDone, "said to be here");
            key.ifPresent(found -> assertEquals(Bytes.utf8(line(FURTHER)), found));
          });
    }
  }
}
