package dev.portcullis.crypto.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import java.nio.file.Path;

final class JournalOpeningFuzzTest {

  private static final JournalLimits LIMITS = new JournalLimits(100, 200, 2000);
  private static final Path FOLDER = Path.of("/journal");

  @FuzzTest
  void opensAnySegmentOrRefusesIt(byte[] content) throws StorageFault {
    open(Bytes.of(content));
  }

  /** Entries with right checksums, to come past them: kinds, order and chain are the fuzzer's. */
  @FuzzTest
  void opensAnyEntriesOrRefusesThem(FuzzedDataProvider data) throws StorageFault {
    var origin = Position.BEGINNING;
    var content =
        data.consumeBoolean()
            ? SegmentCodec.beginning()
            : SegmentCodec.checkpoint(origin, Bytes.of(data.consumeBytes(20)));
    var codec = new FrameCodec(origin);
    var head = SegmentCodec.parse(content, LIMITS).orFault().head();
    while (data.remainingBytes() > 0) {
      var entry =
          codec.encode(head, data.pickValue(Frame.Kind.values()), Bytes.of(data.consumeBytes(20)));
      content = Bytes.concat(content, entry.encoded(), Bytes.of(data.consumeBytes(2)));
      head = data.consumeBoolean() ? entry.head() : head;
    }
    open(content);
  }

  private static void open(Bytes content) throws StorageFault {
    var disk = CrashingFileSystem.empty();
    disk.createFolder(FOLDER);
    try (var file = disk.create(FOLDER.resolve(SegmentNames.of(1)))) {
      file.append(content);
    }
    switch (Journal.open(disk, FOLDER, LIMITS)) {
      case Outcome.Refused<Journal, DurableRefusal> _ -> {}
      case Outcome.Passed<Journal, DurableRefusal>(var journal) -> {
        var found = journal.replay();
        var isAppended = journal.append(Bytes.utf8("more")) instanceof Outcome.Passed;
        journal.close();
        var again = Journal.open(disk, FOLDER, LIMITS).orFault();
        assertEquals(found.snapshot(), again.replay().snapshot());
        assertTrue(
            again.replay().records().size() == found.records().size() + (isAppended ? 1 : 0));
      }
    }
  }
}
