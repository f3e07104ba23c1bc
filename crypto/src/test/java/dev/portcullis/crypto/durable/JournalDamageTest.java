package dev.portcullis.crypto.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Journals that are not as they were left. */
final class JournalDamageTest {

  private static final JournalLimits LIMITS = new JournalLimits(60, 100, 1000);
  private static final Path FOLDER = Path.of("/journal");
  private static final Path FIRST = FOLDER.resolve(SegmentNames.of(1));
  private static final List<Bytes> RECORDS =
      Stream.of("first", "second, longer", "third").map(Bytes::utf8).toList();

  private final List<Integer> ends = new ArrayList<>();
  private final Bytes segment = segment();

  @Test
  void cutsOffATailTornAnywhere() {
    for (int size = ends.getFirst(); size <= segment.size(); size++) {
      int left = size;
      int whole = (int) ends.stream().filter(end -> end <= left).count() - 1;
      assertEquals(
          Outcome.passed(new Replay(Optional.empty(), RECORDS.subList(0, whole))),
          replay(segment.slice(0, size)),
          "cut at " + size);
    }
  }

  @Test
  void cutsOffATailOfZerosOrNoise() {
    var random = new Random(7);
    for (int round = 0; round < 200; round++) {
      byte[] noise = new byte[random.nextInt(LIMITS.recordBytes() + FrameCodec.OVERHEAD_BYTES)];
      if (round % 2 == 0) {
        random.nextBytes(noise);
      }
      assertEquals(
          Outcome.passed(new Replay(Optional.empty(), RECORDS)),
          replay(Bytes.concat(segment, Bytes.of(noise))));
    }
  }

  @Test
  void appendsBehindTheLastGoodRecordAfterACut() {
    var disk = diskWith(Bytes.concat(segment, Bytes.utf8("torn")));
    try (var journal = Journal.open(disk, FOLDER, LIMITS).orFault()) {
      var _ = journal.append(Bytes.utf8("new")).orFault();
    }
    try (var journal = Journal.open(disk, FOLDER, LIMITS).orFault()) {
      assertEquals(Bytes.utf8("new"), journal.replay().records().getLast());
      assertEquals(RECORDS.size() + 1, journal.replay().records().size());
    }
  }

  @Test
  void refusesAFlippedBitInAnythingButTheLastRecord() {
    int last = ends.get(ends.size() - 2);
    for (int bit = 0; bit < last * 8; bit++) {
      var outcome = replay(flipped(bit));
      assertTrue(outcome instanceof Outcome.Refused, "accepted with bit " + bit + " flipped");
    }
  }

  @Test
  void neverReplaysAFlippedRecord() {
    for (int bit = 0; bit < segment.size() * 8; bit++) {
      if (replay(flipped(bit)) instanceof Outcome.Passed<Replay, DurableRefusal>(var replay)) {
        assertEquals(RECORDS.subList(0, replay.records().size()), replay.records());
      }
    }
  }

  @Test
  void refusesDamageThatRecordsFollow() {
    assertEquals(
        Outcome.refused(DurableRefusal.DAMAGED_RECORD), replay(flipped((ends.get(1) - 1) * 8)));
  }

  @Test
  void refusesATailLongerThanOneRecord() {
    var noise = Bytes.of(new byte[LIMITS.recordBytes() + FrameCodec.OVERHEAD_BYTES + 1]);
    assertEquals(
        Outcome.refused(DurableRefusal.DAMAGED_RECORD), replay(Bytes.concat(segment, noise)));
  }

  @Test
  void refusesASegmentWithoutItsFirstEntry() {
    assertEquals(
        Outcome.refused(DurableRefusal.DAMAGED_RECORD),
        replay(segment.slice(0, ends.getFirst() - 1)));
  }

  @Test
  void refusesAMissingAnExchangedAndARepeatedRecord() {
    var start = segment.slice(0, ends.getFirst());
    for (var order : List.of(List.of(1, 2), List.of(2, 1, 3), List.of(1, 1, 2, 3))) {
      var content = start;
      for (int record : order) {
        content = Bytes.concat(content, segment.slice(ends.get(record - 1), ends.get(record)));
      }
      boolean isPrefix = order.equals(List.of(1, 2));
      assertEquals(isPrefix, replay(content) instanceof Outcome.Passed);
      if (!isPrefix) {
        assertEquals(Outcome.refused(DurableRefusal.BROKEN_CHAIN), replay(content));
      }
    }
    var withoutTheFirst = Bytes.concat(start, segment.slice(ends.get(1), segment.size()));
    assertEquals(Outcome.refused(DurableRefusal.BROKEN_CHAIN), replay(withoutTheFirst));
  }

  @Test
  void refusesASnapshotAmongRecordsAndASecondBeginning() {
    var codec = new FrameCodec(Position.BEGINNING);
    var head = SegmentCodec.parse(segment, LIMITS).orFault().head();
    for (var kind : List.of(Frame.Kind.SNAPSHOT, Frame.Kind.BEGINNING)) {
      var entry = codec.encode(head, kind, Bytes.empty()).encoded();
      assertEquals(
          Outcome.refused(DurableRefusal.BROKEN_CHAIN), replay(Bytes.concat(segment, entry)));
    }
  }

  @Test
  void doesNotTakeAnEntryHiddenInATornPayloadForDamage() {
    var origin = SegmentCodec.parse(segment, LIMITS).orFault().head();
    var checkpoint = SegmentCodec.checkpoint(origin, Bytes.utf8("state"));
    var head = SegmentCodec.parse(checkpoint, LIMITS).orFault().head();
    var guessed = new FrameCodec(Position.BEGINNING).encode(head, Frame.Kind.RECORD, Bytes.empty());
    assertTrue(
        replay(Bytes.concat(checkpoint, Bytes.utf8("torn"), guessed.encoded()))
            instanceof Outcome.Passed);
  }

  @Test
  void refusesWhatIsNoJournal() {
    assertEquals(Outcome.refused(DurableRefusal.NOT_A_JOURNAL), replay(Bytes.empty()));
    assertEquals(Outcome.refused(DurableRefusal.NOT_A_JOURNAL), replay(flipped(0)));
    assertEquals(
        Outcome.refused(DurableRefusal.NOT_A_JOURNAL),
        replay(flipped((SegmentCodec.HEADER_BYTES - 1) * 8)));
  }

  @Test
  void refusesAJournalOfAnotherVersion() {
    assertEquals(Outcome.refused(DurableRefusal.UNKNOWN_VERSION), replay(flipped(7 * 8)));
  }

  @Test
  void refusesASegmentLongerThanItsLimit() {
    var content = Bytes.concat(segment, Bytes.of(new byte[LIMITS.segmentBytes()]));
    assertEquals(Outcome.refused(DurableRefusal.FILE_TOO_LARGE), replay(content));
  }

  @Test
  void doesNotFallBackToAnOlderSegmentWhenTheNewestIsDamaged() throws StorageFault {
    var disk = diskWith(segment);
    write(disk, FOLDER.resolve(SegmentNames.of(2)), flipped(0));
    assertEquals(Outcome.refused(DurableRefusal.NOT_A_JOURNAL), Journal.open(disk, FOLDER, LIMITS));
    assertTrue(disk.list(FOLDER).contains(SegmentNames.of(1)), "evidence is kept");
  }

  @Test
  void letsGoOfTheLockWhenItRefuses() {
    var disk = diskWith(flipped(0));
    var refused = Journal.open(disk, FOLDER, LIMITS);
    assertEquals(refused, Journal.open(disk, FOLDER, LIMITS));
  }

  private Bytes segment() {
    var disk = CrashingFileSystem.empty();
    try (var journal = Journal.open(disk, FOLDER, LIMITS).orFault()) {
      ends.add(journal.size());
      for (var record : RECORDS) {
        var _ = journal.append(record).orFault();
        ends.add(journal.size());
      }
      return disk.read(FIRST, LIMITS.segmentBytes());
    } catch (StorageFault fault) {
      throw new IllegalStateException(fault);
    }
  }

  private Bytes flipped(int bit) {
    byte[] content = segment.toArray();
    content[bit / 8] ^= (byte) (1 << bit % 8);
    return Bytes.of(content);
  }

  private static Outcome<Replay, DurableRefusal> replay(Bytes content) {
    return Journal.open(diskWith(content), FOLDER, LIMITS)
        .map(journal -> {
          journal.close();
          return journal.replay();
        });
  }

  private static CrashingFileSystem diskWith(Bytes content) {
    try {
      var disk = CrashingFileSystem.empty();
      disk.createFolder(FOLDER);
      write(disk, FIRST, content);
      return disk;
    } catch (StorageFault fault) {
      throw new IllegalStateException(fault);
    }
  }

  private static void write(FileSystem disk, Path path, Bytes content) throws StorageFault {
    try (var file = disk.create(path)) {
      file.append(content);
    }
  }
}
