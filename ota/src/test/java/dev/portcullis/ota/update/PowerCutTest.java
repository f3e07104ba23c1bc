package dev.portcullis.ota.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.testing.Choices;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.crypto.durable.testing.PowerCut;
import dev.portcullis.ota.metadata.MetadataReader;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.store.MetadataFolder;
import dev.portcullis.ota.testing.SimulatedRepository;
import dev.portcullis.ota.testing.TestClient;
import dev.portcullis.ota.verify.SignaturePolicy;
import dev.portcullis.ota.verify.TrustedTime;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Wherever the power goes, what is trusted afterwards is no older, and the next update succeeds.
 */
final class PowerCutTest {

  private static final Path FOLDER = Path.of("/");
  private static final long SEED = 5;
  private static final int DISKS = 40;
  private static final String[] ALL = {"targets", "snapshot", "timestamp", "root"};

  private final SimulatedRepository repository = new SimulatedRepository();

  private String refresh(FileSystem files) {
    return TestClient.said(
        new RepositoryUpdate(
                new MetadataFolder(files, FOLDER), repository.metadata(), SignaturePolicy.THRESHOLD)
            .refresh(new TrustedTime(SimulatedRepository.NOW)));
  }

  private CrashingFileSystem upToDate(Bytes root) {
    var disk = CrashingFileSystem.empty();
    var _ = AtomicFile.write(disk, FOLDER.resolve("root.json"), root).orFault();
    assertEquals("done", refresh(disk));
    return disk;
  }

  private static long version(FileSystem files, RoleName role) {
    return new MetadataFolder(files, FOLDER)
        .load(role)
        .orFault()
        .map(bytes ->
            role.equals(RoleName.ROOT)
                ? MetadataReader.root(bytes).orFault().content().version()
                : MetadataReader.timestamp(bytes).orFault().content().version())
        .orElse(0L);
  }

  @Test
  void anInterruptedUpdateLeavesTheOldOrTheNewAndGoesOn() {
    var root = repository.file("root");
    var before = repository;
    var versions = version(upToDate(root), RoleName.TIMESTAMP);
    assertEquals(1, versions);
    int cut = 0;
    boolean isCut = true;
    while (isCut) {
      var disk = upToDate(root);
      long known = version(disk, RoleName.TIMESTAMP);
      before.publish(ALL);
      isCut = isCut(disk, cut++);
      Choices.explore(
          DISKS,
          SEED,
          choices -> {
            var after = disk.afterCrash(choices);
            assertTrue(version(after, RoleName.TIMESTAMP) >= known);
            assertEquals("done", refresh(after));
            assertEquals(before.timestamp().version(), version(after, RoleName.TIMESTAMP));
          });
    }
    assertTrue(cut > 10, "only " + cut);
  }

  /** The stored timestamp may be lost only once the root that forgets it is the stored one. */
  @ParameterizedTest
  @ValueSource(strings = {"timestamp", "snapshot"})
  void anInterruptedRotationForgetsWithTheNewRootAndNotBefore(String rotated) {
    var root = repository.file("root");
    repository.timestamp().version(500);
    repository.publish("timestamp");
    repository.addKey(rotated, repository.targets().signers().getFirst());
    repository.publish("root");
    var prepared = repository.file("root");
    var raised = upToDate(root);
    assertEquals(501, version(raised, RoleName.TIMESTAMP));

    // One key of two goes: the other still signs, so that only forgetting helps.
    repository.keyIds(rotated).removeFirst();
    repository.draft(rotated).signers().removeFirst();
    repository.publish("root", "targets", "snapshot");
    var rotation = repository.file("root");
    repository.timestamp().version(1);
    repository.publish("timestamp");

    int cut = 0;
    boolean isCut = true;
    while (isCut) {
      var disk = raisedDisk(prepared, raised);
      isCut = isCut(disk, cut++);
      Choices.explore(
          DISKS,
          SEED,
          choices -> {
            var after = disk.afterCrash(choices);
            if (version(after, RoleName.TIMESTAMP) == 0) {
              assertEquals(
                  rotation,
                  new MetadataFolder(after, FOLDER).load(RoleName.ROOT).orFault().orElseThrow());
            }
            assertEquals("done", refresh(after));
            assertEquals(2, version(after, RoleName.TIMESTAMP));
          });
    }
    assertTrue(cut > 10, "only " + cut);
  }

  private static CrashingFileSystem raisedDisk(Bytes root, FileSystem from) {
    var disk = CrashingFileSystem.empty();
    var _ = AtomicFile.write(disk, FOLDER.resolve("root.json"), root).orFault();
    for (String role : new String[] {"timestamp", "snapshot", "targets"}) {
      var stored =
          new MetadataFolder(from, FOLDER).load(new RoleName(role)).orFault().orElseThrow();
      var _ = AtomicFile.write(disk, FOLDER.resolve(role + ".json"), stored).orFault();
    }
    return disk;
  }

  private boolean isCut(CrashingFileSystem disk, int operations) {
    try {
      disk.stopIn(operations);
      assertEquals("done", refresh(disk));
      return false;
    } catch (PowerCut cut) {
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DISK_FULL", "READ_ONLY", "IO_ERROR"})
  void namesWhatTheDiskDoesAndStaysAsItWas(DurableRefusal refusal) {
    var disk = upToDate(repository.file("root"));
    repository.publish("targets", "snapshot", "timestamp");
    for (int operation = 0; operation < 40; operation++) {
      disk.faultIn(operation, refusal);
      var said = refresh(disk);
      assertTrue(said.equals("done") || said.startsWith("DISK_FAILED"), said);
    }
    disk.heal();

    assertEquals("done", refresh(disk));
  }
}
