package dev.portcullis.crypto.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import java.nio.file.Path;

/** Opens a journal whose one segment has any content; what was opened can be opened again. */
final class JournalOpening {

  static final JournalLimits LIMITS = new JournalLimits(100, 200, 2000);
  private static final Path FOLDER = Path.of("/journal");

  private JournalOpening() {}

  static void open(Bytes content) throws StorageFault {
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
