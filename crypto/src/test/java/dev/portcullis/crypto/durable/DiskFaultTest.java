package dev.portcullis.crypto.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that fills up, turns read-only or fails, and gets well again. */
final class DiskFaultTest {

  private static final JournalLimits LIMITS = new JournalLimits(100, 200, 1000);
  private static final Path FOLDER = Path.of("/journal");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"DISK_FULL", "READ_ONLY", "ACCESS_DENIED", "IO_ERROR"})
  void refusesWhileTheDiskIsIllAndGoesOnWhenItIsWell(DurableRefusal illness) {
    var disk = CrashingFileSystem.empty();
    try (var journal = Journal.open(disk, FOLDER, LIMITS).orFault()) {
      var _ = journal.append(Bytes.utf8("before")).orFault();
      var head = journal.head();
      disk.fallIll(illness);
      for (int tries = 0; tries < 3; tries++) {
        assertEquals(Outcome.refused(illness), journal.append(Bytes.utf8("refused")));
        assertEquals(Outcome.refused(illness), journal.checkpoint(Bytes.utf8("refused")));
      }
      assertEquals(head, journal.head());
      disk.heal();
      var _ = journal.append(Bytes.utf8("after")).orFault();
    }
    assertEquals(
        new Replay(Optional.empty(), List.of(Bytes.utf8("before"), Bytes.utf8("after"))),
        replay(disk));
  }

  @ParameterizedTest
  @EnumSource(names = {"DISK_FULL", "READ_ONLY", "ACCESS_DENIED", "IO_ERROR"})
  void opensOnceTheDiskIsWell(DurableRefusal illness) {
    var disk = CrashingFileSystem.empty();
    disk.fallIll(illness);
    assertEquals(Outcome.refused(illness), Journal.open(disk, FOLDER, LIMITS));
    disk.heal();
    Journal.open(disk, FOLDER, LIMITS).orFault().close();
  }

  @Test
  void namesTheFaultOfEveryOperationAndThenGoesOn() {
    for (int operation = 0; operation < operationsOfAppendAndCheckpoint(); operation++) {
      var disk = CrashingFileSystem.empty();
      try (var journal = Journal.open(disk, FOLDER, LIMITS).orFault()) {
        disk.faultIn(operation, DurableRefusal.DISK_FULL);
        var appended = journal.append(Bytes.utf8("one"));
        var replaced = journal.checkpoint(Bytes.utf8("state"));
        assertTrue(isDoneOrRefused(appended) && isDoneOrRefused(replaced));
        var _ = journal.append(Bytes.utf8("two")).orFault();
      }
      assertEquals(Bytes.utf8("two"), replay(disk).records().getLast());
    }
  }

  @Test
  void keepsAFullDiskFreeOfWhatItCouldNotFinish() throws StorageFault {
    var disk = CrashingFileSystem.empty();
    try (var journal = Journal.open(disk, FOLDER, LIMITS).orFault()) {
      disk.faultIn(1, DurableRefusal.DISK_FULL);
      assertEquals(
          Outcome.refused(DurableRefusal.DISK_FULL), journal.checkpoint(Bytes.utf8("state")));
      assertEquals(List.of(SegmentNames.of(1)), disk.list(FOLDER));
    }
  }

  @Test
  void refusesToBuildOnASegmentThatShrankUnderIt() throws StorageFault {
    var disk = CrashingFileSystem.empty();
    try (var journal = Journal.open(disk, FOLDER, LIMITS).orFault()) {
      var _ = journal.append(Bytes.utf8("one")).orFault();
      try (var thief = disk.openForAppend(FOLDER.resolve(SegmentNames.of(1)))) {
        thief.truncate(journal.size() - 1);
      }
      disk.faultIn(0, DurableRefusal.IO_ERROR);
      assertEquals(Outcome.refused(DurableRefusal.IO_ERROR), journal.append(Bytes.utf8("two")));
      assertEquals(
          Outcome.refused(DurableRefusal.DAMAGED_RECORD), journal.append(Bytes.utf8("two")));
    }
  }

  @Test
  void knowsARealFullDisk() throws StorageFault {
    var full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "no " + full);
    try (var file = new DiskFileSystem().openForAppend(full)) {
      var fault = assertThrows(StorageFault.class, () -> file.append(Bytes.utf8("x")));
      assertEquals(DurableRefusal.DISK_FULL, fault.refusal());
    }
  }

  @Test
  void namesWhatThePlatformReports() {
    var file = folder.resolve("file");
    assertEquals(
        DurableRefusal.READ_ONLY,
        DiskFaults.of(new FileSystemException("file", null, "Read-only file system"), file)
            .refusal());
    assertEquals(
        DurableRefusal.DISK_FULL,
        DiskFaults.of(new IOException("Disk quota exceeded"), file).refusal());
    assertEquals(
        DurableRefusal.ACCESS_DENIED,
        DiskFaults.of(new AccessDeniedException("file"), file).refusal());
    assertEquals(
        DurableRefusal.NOT_FOUND, DiskFaults.of(new NoSuchFileException("file"), file).refusal());
    assertEquals(
        DurableRefusal.IO_ERROR,
        DiskFaults.of(new IOException("Input/output error"), file).refusal());
  }

  @Test
  void refusesAFolderThatIsAFile() throws IOException {
    Files.writeString(folder.resolve("journal"), "not a folder");
    assertEquals(
        Outcome.refused(DurableRefusal.IO_ERROR),
        Journal.open(new DiskFileSystem(), folder.resolve("journal"), LIMITS));
  }

  @Test
  void replacesAndReadsAFileWithinItsLimit() {
    var disk = new DiskFileSystem();
    var file = folder.resolve("floor");
    assertEquals(Outcome.refused(DurableRefusal.NOT_FOUND), AtomicFile.read(disk, file, 5));
    for (var content : List.of("1234", "12345", "")) {
      assertEquals(
          Outcome.passed(Bytes.utf8(content)), AtomicFile.write(disk, file, Bytes.utf8(content)));
      assertEquals(Outcome.passed(Bytes.utf8(content)), AtomicFile.read(disk, file, 5));
    }
    var _ = AtomicFile.write(disk, file, Bytes.utf8("123456")).orFault();
    assertEquals(Outcome.refused(DurableRefusal.FILE_TOO_LARGE), AtomicFile.read(disk, file, 5));
    assertFalse(Files.exists(folder.resolve("floor.new")));
  }

  @ParameterizedTest
  @EnumSource
  void tellsAPersonWhatHappenedAndWhatToDo(DurableRefusal refusal) {
    assertFalse(refusal.meaning().isBlank());
    assertFalse(refusal.next().isBlank());
  }

  private static boolean isDoneOrRefused(Outcome<Position, DurableRefusal> outcome) {
    return outcome instanceof Outcome.Passed
        || outcome.equals(Outcome.refused(DurableRefusal.DISK_FULL));
  }

  private static int operationsOfAppendAndCheckpoint() {
    var disk = CrashingFileSystem.empty();
    try (var journal = Journal.open(disk, FOLDER, LIMITS).orFault()) {
      int before = disk.operations();
      var _ = journal.append(Bytes.utf8("one")).orFault();
      var _ = journal.checkpoint(Bytes.utf8("state")).orFault();
      return disk.operations() - before;
    }
  }

  private static Replay replay(FileSystem disk) {
    try (var journal = Journal.open(disk, FOLDER, LIMITS).orFault()) {
      return journal.replay();
    }
  }

  @Test
  void aProgramMayBeRunByItsOwnerAndAFileMayNot() throws Exception {
    var disk = new DiskFileSystem();
    try (var program = disk.createProgram(folder.resolve("program"));
        var file = disk.create(folder.resolve("file"))) {
      program.append(Bytes.utf8("#!"));
      file.append(Bytes.utf8("#!"));
    }
    assertEquals("rwx------", permissions("program"));
    assertEquals("rw-------", permissions("file"));
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }

  @Test
  void readsAFilePieceByPieceToItsEnd() throws Exception {
    var disk = new DiskFileSystem();
    Files.writeString(folder.resolve("file"), "abcde");
    try (var file = disk.openForRead(folder.resolve("file"))) {
      assertEquals(Bytes.utf8("abc"), file.read(3));
      assertEquals(Bytes.utf8("de"), file.read(3));
      assertEquals(Bytes.empty(), file.read(3));
    }
    var fault =
        assertThrows(StorageFault.class, () -> disk.openForRead(folder.resolve("none")).close());
    assertEquals(DurableRefusal.NOT_FOUND, fault.refusal());
  }
}
