package dev.portcullis.ota.store;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.Journal;
import dev.portcullis.crypto.durable.JournalLimits;
import dev.portcullis.crypto.durable.Position;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.crypto.durable.WritableFile;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.verify.ContentCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one image that is on its way into a {@link TargetFolder}: a file beside the others, and a
 * journal of its chunks' digests. No target has a name that begins with a full stop. There is one
 * at a time, so that what was begun and given up never fills the disk: who begins another image
 * throws it away.
 *
 * <p>The journal says where to look and is believed in nothing. A chunk is there if its bytes have
 * the digest that was written down; the image is right if the whole has the length and every hash
 * that verified metadata lists.
 *
 * @param chunkBytes from 1; what is lost at most by a power cut
 */
public record Staging(FileSystem files, Path folder, int chunkBytes) {

  /** A quarter of a mebibyte: two seconds of a bad mobile link. */
  public static final int CHUNK = 256 * 1024;

  private static final String IMAGE = ".incoming";
  private static final String CHUNKS = ".incoming-chunks";

  /**
   * What is on its way.
   *
   * @param target where it is to be
   */
  record Begun(Path target, long length) {}

  /**
   * Goes on with the image that {@code described} is of, if it was begun, and else begins it.
   * Refused for the disk, or {@code IN_USE}.
   */
  Outcome<StagedImage, DurableRefusal> open(Path target, TargetName name, TargetFile described) {
    return switch (journal()) {
      case Outcome.Refused<Journal, DurableRefusal>(var why) -> Outcome.refused(why);
      case Outcome.Passed<Journal, DurableRefusal>(var journal) -> {
        try {
          var begun = new Begun(target, described.length());
          yield Outcome.passed(open(journal, begun, new ContentCheck(name, described), described));
        } catch (StorageFault fault) {
          journal.close();
          yield Outcome.refused(fault.refusal());
        }
      }
    };
  }

  private StagedImage open(Journal journal, Begun begun, ContentCheck check, TargetFile described)
      throws StorageFault {
    var binding = binding(described);
    boolean isSame = journal.replay().snapshot().equals(Optional.of(binding));
    if (!isSame) {
      checkpoint(journal, binding);
      throwAway();
    }
    var found = verified(isSame ? digests(journal) : List.of(), begun.length(), check);
    var file = found.size() == 0 ? create() : files.openForAppend(image());
    try {
      file.truncate(found.size());
      return new StagedImage(this, begun, journal, file, found);
    } catch (StorageFault fault) {
      file.close();
      throw fault;
    }
  }

  /** How many bytes the chunk of this index has, in a file of {@code length}. */
  int chunkOf(long length, int index) {
    return (int) Math.min(chunkBytes, length - (long) index * chunkBytes);
  }

  void giveName(Path target) throws StorageFault {
    files.rename(image(), target);
    files.forceFolder(folder);
  }

  void throwAway() throws StorageFault {
    files.delete(image());
    files.forceFolder(folder);
  }

  static void forget(Journal journal) throws StorageFault {
    checkpoint(journal, Bytes.empty());
  }

  private static void checkpoint(Journal journal, Bytes snapshot) throws StorageFault {
    if (journal.checkpoint(snapshot)
        instanceof Outcome.Refused<Position, DurableRefusal>(var why)) {
      throw new StorageFault(why);
    }
  }

  private WritableFile create() throws StorageFault {
    var file = files.create(image());
    files.forceFolder(folder);
    return file;
  }

  /** Reads what is stored up to the first chunk that is not as it was. */
  private StagedImage.Verified verified(List<Digest> digests, long length, ContentCheck check)
      throws StorageFault {
    int chunks = 0;
    long size = 0;
    try (var image = files.openForRead(image())) {
      while (chunks < digests.size() && size < length) {
        var chunk = image.read(chunkOf(length, chunks));
        if (!Digest.of(chunk).equals(digests.get(chunks))) {
          break;
        }
        check.add(chunk);
        size += chunk.size();
        chunks++;
      }
    } catch (StorageFault fault) {
      if (fault.refusal() != DurableRefusal.NOT_FOUND) {
        throw fault;
      }
    }
    return new StagedImage.Verified(check, chunks, size);
  }

  private static List<Digest> digests(Journal journal) {
    var digests = new ArrayList<Digest>();
    for (var record : journal.replay().records()) {
      var parsed = ChunkRecord.parse(record);
      if (parsed.isEmpty() || parsed.get().index() > digests.size()) {
        return digests;
      }
      digests.subList(parsed.get().index(), digests.size()).clear();
      digests.add(parsed.get().digest());
    }
    return digests;
  }

  /** What the chunks are of: another length, hash or size of chunk is another image. */
  private Bytes binding(TargetFile described) {
    var text = new StringBuilder("portcullis/incoming/1 ");
    text.append(described.length()).append(' ').append(chunkBytes);
    described
        .hashes()
        .known()
        .forEach(
            (algorithm, hash) -> text.append(' ').append(algorithm).append(' ').append(hash.hex()));
    return Bytes.utf8(text.toString());
  }

  /** The journal; one that is damaged is worth nothing, and is begun anew. */
  private Outcome<Journal, DurableRefusal> journal() {
    var opened = Journal.open(files, chunks(), JournalLimits.standard());
    return opened instanceof Outcome.Refused<Journal, DurableRefusal>(var why) && isDamage(why)
        ? anew()
        : opened;
  }

  private Outcome<Journal, DurableRefusal> anew() {
    try {
      for (String name : files.list(chunks())) {
        files.delete(chunks().resolve(name));
      }
      files.forceFolder(chunks());
    } catch (StorageFault fault) {
      return Outcome.refused(fault.refusal());
    }
    return Journal.open(files, chunks(), JournalLimits.standard());
  }

  private static boolean isDamage(DurableRefusal why) {
    return switch (why) {
      case NOT_A_JOURNAL,
          UNKNOWN_VERSION,
          DAMAGED_RECORD,
          BROKEN_CHAIN,
          FILE_TOO_LARGE,
          RECORD_TOO_LARGE,
          SNAPSHOT_TOO_LARGE ->
          true;
      case DISK_FULL, READ_ONLY, ACCESS_DENIED, IO_ERROR, NOT_FOUND, IN_USE, CLOSED, JOURNAL_FULL ->
          false;
    };
  }

  private Path image() {
    return folder.resolve(IMAGE);
  }

  private Path chunks() {
    return folder.resolve(CHUNKS);
  }
}
