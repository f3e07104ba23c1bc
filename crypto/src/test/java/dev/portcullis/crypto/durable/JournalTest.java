package dev.portcullis.crypto.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal on the real disk. */
final class JournalTest {

  private static final JournalLimits LIMITS = new JournalLimits(100, 200, 1000);

  private final FileSystem disk = new DiskFileSystem();
  @TempDir private Path folder;

  @Test
  void replaysWhatWasAppendedInOrder() {
    var records = texts("one", "", "three");
    try (var journal = open()) {
      for (var record : records) {
        var _ = journal.append(record).orFault();
      }
    }
    try (var journal = open()) {
      assertEquals(new Replay(Optional.empty(), records), journal.replay());
    }
  }

  @Test
  void replaysTheLastSnapshotAndWhatFollowedIt() {
    try (var journal = open()) {
      var _ = journal.append(Bytes.utf8("gone")).orFault();
      var _ = journal.checkpoint(Bytes.utf8("first")).orFault();
      var _ = journal.append(Bytes.utf8("gone too")).orFault();
      var _ = journal.checkpoint(Bytes.utf8("second")).orFault();
      assertEquals(new Replay(Optional.of(Bytes.utf8("second")), List.of()), journal.replay());
      var _ = journal.append(Bytes.utf8("kept")).orFault();
    }
    try (var journal = open()) {
      assertEquals(new Replay(Optional.of(Bytes.utf8("second")), texts("kept")), journal.replay());
    }
  }

  @Test
  void continuesTheChainOverCheckpointsAndStarts() {
    Position last;
    try (var journal = open()) {
      assertEquals(1, journal.head().sequence());
      var first = journal.append(Bytes.utf8("one")).orFault();
      assertEquals(
          FrameCodec.next(
              FrameCodec.next(Position.BEGINNING, Frame.Kind.BEGINNING, Bytes.empty()),
              Frame.Kind.RECORD,
              Bytes.utf8("one")),
          first);
      last = journal.checkpoint(Bytes.utf8("state")).orFault();
      assertEquals(FrameCodec.next(first, Frame.Kind.SNAPSHOT, Bytes.utf8("state")), last);
    }
    try (var journal = open()) {
      assertEquals(last, journal.head());
      assertEquals(
          FrameCodec.next(last, Frame.Kind.RECORD, Bytes.utf8("two")),
          journal.append(Bytes.utf8("two")).orFault());
    }
  }

  @Test
  void leavesOneSegmentAndItsLockInTheFolder() throws StorageFault {
    try (var journal = open()) {
      var _ = journal.checkpoint(Bytes.utf8("state")).orFault();
      var _ = journal.checkpoint(Bytes.utf8("state")).orFault();
      assertEquals(
          List.of("0000000000000003.journal", "lock"),
          disk.list(folder).stream().sorted().toList());
    }
  }

  @Test
  void makesItsOwnFolderButNotTheOnesAbove() throws StorageFault {
    Journal.open(disk, folder.resolve("journal"), LIMITS).orFault().close();
    assertTrue(disk.list(folder).contains("journal"));
    assertEquals(
        Outcome.refused(DurableRefusal.NOT_FOUND),
        Journal.open(disk, folder.resolve("missing/journal"), LIMITS));
  }

  @Test
  void refusesARecordOrSnapshotLongerThanItsLimit() {
    try (var journal = open()) {
      assertEquals(Outcome.refused(DurableRefusal.RECORD_TOO_LARGE), journal.append(zeros(101)));
      assertEquals(
          Outcome.refused(DurableRefusal.SNAPSHOT_TOO_LARGE), journal.checkpoint(zeros(201)));
      assertTrue(journal.append(zeros(100)) instanceof Outcome.Passed);
      assertTrue(journal.checkpoint(zeros(200)) instanceof Outcome.Passed);
    }
  }

  @Test
  void asksForACheckpointWhenItIsFullAndGoesOnAfterIt() {
    try (var journal = open()) {
      var outcome = journal.append(zeros(100));
      while (outcome instanceof Outcome.Passed) {
        assertTrue(journal.size() <= LIMITS.segmentBytes());
        outcome = journal.append(zeros(100));
      }
      assertEquals(Outcome.refused(DurableRefusal.JOURNAL_FULL), outcome);
      var _ = journal.checkpoint(zeros(200)).orFault();
      var _ = journal.append(zeros(100)).orFault();
    }
    open().close();
  }

  @Test
  void refusesASecondHolderUntilTheFirstHasClosed() {
    try (var journal = open()) {
      assertEquals(
          Outcome.refused(DurableRefusal.IN_USE),
          Journal.open(new DiskFileSystem(), folder, LIMITS));
      var _ = journal.append(Bytes.utf8("undisturbed")).orFault();
    }
    open().close();
  }

  @Test
  void refusesToWriteOnceClosed() {
    var journal = open();
    journal.close();
    journal.close();
    assertEquals(Outcome.refused(DurableRefusal.CLOSED), journal.append(Bytes.empty()));
    assertEquals(Outcome.refused(DurableRefusal.CLOSED), journal.checkpoint(Bytes.empty()));
  }

  @Test
  void writesInSpiteOfAPendingInterrupt() {
    try (var journal = open()) {
      var _ = journal.append(Bytes.utf8("one")).orFault();
      Thread.currentThread().interrupt();
      var _ = journal.append(Bytes.utf8("two")).orFault();
      assertTrue(Thread.interrupted(), "the interrupt is kept for whoever waits for it");
    }
    try (var journal = open()) {
      assertEquals(texts("one", "two"), journal.replay().records());
    }
  }

  @Test
  void refusesLimitsThatLeaveNoRoom() {
    assertThrows(IllegalArgumentException.class, () -> new JournalLimits(0, 100, 1000));
    assertThrows(IllegalArgumentException.class, () -> new JournalLimits(100, -1, 1000));
    assertThrows(IllegalArgumentException.class, () -> new JournalLimits(500, 500, 1000));
    assertEquals(1 << 22, JournalLimits.standard().segmentBytes());
  }

  private Journal open() {
    return Journal.open(disk, folder, LIMITS).orFault();
  }

  private static List<Bytes> texts(String... texts) {
    return Stream.of(texts).map(Bytes::utf8).toList();
  }

  private static Bytes zeros(int size) {
    return Bytes.of(new byte[size]);
  }
}
