package dev.portcullis.ota.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.crypto.durable.testing.Choices;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.crypto.durable.testing.PowerCut;
import dev.portcullis.ota.fetch.RetryBudget;
import dev.portcullis.ota.fetch.TimeBudget;
import dev.portcullis.ota.metadata.FileNaming;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.store.TargetFolder;
import dev.portcullis.ota.testing.ScriptedImage;
import dev.portcullis.ota.testing.TestClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Wherever the power goes, and whatever of what was not forced is lost, torn or out of order: the
 * name stands for the old image or the new one, and the next attempt brings the new one.
 */
final class DownloadPowerCutTest {

  private static final Path FOLDER = Path.of("/targets");
  private static final TargetName APP = new TargetName("app");
  private static final int CHUNK = 4;
  private static final int DISKS = 60;
  private static final long SEED = 7;
  private static final Bytes OLD = Bytes.utf8("the old one");
  private static final Bytes NEW = Bytes.utf8("the new one, longer");
  private static final Bytes WRONG = Bytes.utf8("the new one, WRONG!");

  private static TargetFile described(Bytes content) {
    return ImageDownloadTest.described(content, HashAlgorithm.SHA_256);
  }

  private static String fetch(FileSystem files, Bytes wanted, ScriptedImage source) {
    var limits = new ImageDownload.Limits(TimeBudget.MOBILE, RetryBudget.MOBILE, () -> 0, _ -> {});
    return TestClient.said(
        new ImageDownload(
                new TargetFolder(files, FOLDER),
                CHUNK,
                List.of(source),
                limits,
                SourceListener.NONE)
            .fetch(APP, described(wanted), FileNaming.PLAIN));
  }

  private static CrashingFileSystem disk() {
    var disk = CrashingFileSystem.empty();
    try {
      disk.createFolder(FOLDER);
      disk.forceFolder(Path.of("/"));
    } catch (StorageFault e) {
      throw new AssertionError(e);
    }
    return disk;
  }

  private static Optional<Bytes> named(FileSystem files) {
    try {
      return Optional.of(files.read(FOLDER.resolve("app"), 100));
    } catch (StorageFault e) {
      return Optional.empty();
    }
  }

  /** Lets the power go at every operation of {@code work}, and looks at the disks that are left. */
  private static int atEveryOperation(
      Consumer<CrashingFileSystem> work, Consumer<CrashingFileSystem> look) {
    return atEveryOperation(_ -> {}, work, look);
  }

  /** The same after another process, which was killed. */
  private static int atEveryOperation(
      Consumer<CrashingFileSystem> before,
      Consumer<CrashingFileSystem> work,
      Consumer<CrashingFileSystem> look) {
    int cut = 0;
    boolean isCut = true;
    while (isCut) {
      var disk = disk();
      assertEquals("done", fetch(disk, OLD, new ScriptedImage(OLD)));
      before.accept(disk);
      disk.kill();
      disk.stopIn(cut++);
      isCut = isCut(() -> work.accept(disk));
      Choices.explore(DISKS, SEED, choices -> look.accept(disk.afterCrash(choices)));
    }
    return cut;
  }

  private static boolean isCut(Runnable work) {
    try {
      work.run();
      return false;
    } catch (PowerCut cut) {
      return true;
    }
  }

  private static void bringsTheNewOne(FileSystem disk) {
    assertTrue(List.of(OLD, NEW).contains(named(disk).orElseThrow()), named(disk).toString());
    assertEquals("done", fetch(disk, NEW, new ScriptedImage(NEW)));
    assertEquals(Optional.of(NEW), named(disk));
  }

  @Test
  void anInterruptedDownloadLeavesTheOldImageAndGoesOn() {
    int operations =
        atEveryOperation(
            disk -> assertEquals("done", fetch(disk, NEW, new ScriptedImage(NEW))),
            DownloadPowerCutTest::bringsTheNewOne);

    assertTrue(operations > 30, "only " + operations);
  }

  @Test
  void whatIsNotTheImageNeverGetsItsNameAndIsInNobodysWay() {
    int operations =
        atEveryOperation(
            disk ->
                assertEquals("ARBITRARY_SOFTWARE app", fetch(disk, NEW, new ScriptedImage(WRONG))),
            disk -> {
              assertEquals(Optional.of(OLD), named(disk));
              var said = fetch(disk, NEW, new ScriptedImage(NEW));
              // Chunks of the wrong one may be there, and are found out in the end.
              assertTrue(List.of("done", "ARBITRARY_SOFTWARE app").contains(said), said);
              bringsTheNewOne(disk);
            });

    assertTrue(operations > 30, "only " + operations);
  }

  @Test
  void anImageThatWasBegunGivesWayToAnotherAtAnyOperation() {
    int operations =
        atEveryOperation(
            disk -> {
              begin(disk);
              assertEquals("done", fetch(disk, NEW, new ScriptedImage(NEW)));
            },
            DownloadPowerCutTest::bringsTheNewOne);

    assertTrue(operations > 30, "only " + operations);
  }

  private static void begin(FileSystem files) {
    var folder = new TargetFolder(files, FOLDER);
    try (var staged = folder.stage(APP, described(WRONG), CHUNK).orFault()) {
      staged.add(WRONG.slice(0, 10));
    } catch (StorageFault e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatWasStoredDurablyIsNotFetchedAgain() {
    int cut = 0;
    boolean isCut = true;
    while (isCut) {
      var disk = disk();
      var progress = new int[1];
      disk.stopIn(cut++);
      isCut = isCut(() -> fill(disk, progress));
      Choices.explore(
          DISKS,
          SEED,
          choices -> {
            var source = new ScriptedImage(NEW);
            assertEquals("done", fetch(disk.afterCrash(choices), NEW, source));
            assertTrue(
                source.asked().getFirst() >= Math.min((long) progress[0] * CHUNK, NEW.size()),
                source.asked() + " after " + progress[0] + " chunks");
          });
    }
    assertTrue(cut > 15, "only " + cut);
  }

  private static void fill(FileSystem files, int... progress) {
    var folder = new TargetFolder(files, FOLDER);
    try (var staged = folder.stage(APP, described(NEW), CHUNK).orFault()) {
      for (int at = 0; at < NEW.size(); at++) {
        staged.add(NEW.slice(at, at + 1));
        progress[0] = staged.durableChunks();
      }
    } catch (StorageFault e) {
      throw new AssertionError(e);
    }
  }

  /** The process dies at every operation and the machine does not; then the power goes. */
  @Test
  void aKilledProcessHasNothingThatAPowerCutTakesBack() {
    for (int kill = 0; kill < 40; kill += 3) {
      int killed = kill;
      int operations =
          atEveryOperation(
              disk -> {
                disk.stopIn(killed);
                var _ = isCut(() -> fill(disk, 0));
              },
              disk -> assertEquals("done", fetch(disk, NEW, new ScriptedImage(NEW))),
              DownloadPowerCutTest::bringsTheNewOne);
      assertTrue(operations > 5, "only " + operations);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DISK_FULL", "READ_ONLY", "IO_ERROR"})
  void namesWhatTheDiskDoesAndGoesOnOnceItIsWell(DurableRefusal refusal) {
    for (int operation = 0; operation < 60; operation++) {
      var disk = disk();
      assertEquals("done", fetch(disk, OLD, new ScriptedImage(OLD)));
      disk.faultIn(operation, refusal);
      var said = fetch(disk, NEW, new ScriptedImage(NEW));
      assertTrue(List.of("done", "DISK_FAILED app").contains(said), said);
      disk.kill();
      bringsTheNewOne(disk);
    }
    var ill = disk();
    ill.fallIll(refusal);
    assertEquals("DISK_FAILED app", fetch(ill, NEW, new ScriptedImage(NEW)));
    ill.heal();
    assertFalse(named(ill).isPresent());
    assertEquals("done", fetch(ill, NEW, new ScriptedImage(NEW)));
  }
}
