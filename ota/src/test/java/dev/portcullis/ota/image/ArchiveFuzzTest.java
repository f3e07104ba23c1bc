package dev.portcullis.ota.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.ota.testing.TestArchive;

/** Whatever an archive is, it is answered, and what was accepted is in its one spelling. */
final class ArchiveFuzzTest {

  private static final ArchiveLimits LIMITS = new ArchiveLimits(16, 4096);

  /** Writes what it is told. */
  private static final class Copying implements ArchiveReader.Unpacking {

    private final TestArchive copy = new TestArchive();
    private String name = "";
    private ArchiveEntry.Access access = ArchiveEntry.Access.DATA;
    private Bytes content = Bytes.empty();

    @Override
    public void folder(EntryName folder) {
      mustLeadNowhere(folder);
      var _ = copy.folder(folder.text());
    }

    @Override
    public void begin(EntryName file, ArchiveEntry.Access how) {
      mustLeadNowhere(file);
      name = file.text();
      access = how;
      content = Bytes.empty();
    }

    @Override
    public void content(Bytes piece) {
      content = Bytes.concat(content, piece);
    }

    @Override
    public void end() {
      var header = new TestArchive.Header(name).put(124, "%011o".formatted(content.size()));
      if (access == ArchiveEntry.Access.PROGRAM) {
        header = header.put(100, "0000755");
      }
      var _ = copy.entry(header, "").raw(content.toArray()).raw(new byte[-content.size() & 511]);
    }

    private static void mustLeadNowhere(EntryName name) {
      for (String part : name.text().split("/", -1)) {
        assertTrue(!part.isEmpty() && !part.startsWith("."));
      }
    }
  }

  @FuzzTest
  void whatIsAcceptedIsWrittenAgainAsItWas(byte[] bytes) throws StorageFault {
    var archive = Bytes.of(bytes);
    var copying = new Copying();
    if (ArchiveReader.walk(new ReadBytes(archive), LIMITS, copying)
        instanceof Outcome.Passed<Integer, ArchiveFault>(var count)) {
      assertTrue(count > 0);
      assertEquals(archive, copying.copy.bytes());
    }
  }
}
