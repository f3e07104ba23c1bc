package dev.portcullis.ota.store;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.crypto.durable.WritableFile;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.verify.Attack;
import dev.portcullis.ota.verify.ContentCheck;
import java.nio.file.Path;

/**
 * Targets that were verified, each in one flat folder under its encoded name: no target's name
 * leads out of it.
 *
 * @param folder exists
 */
public record TargetFolder(FileSystem files, Path folder) {

  private static final int PIECE = 64 * 1024;

  /** Whether the file is there, and the one described. */
  public boolean holds(TargetName name, TargetFile described) {
    var check = new ContentCheck(name, described);
    try (var file = files.openForRead(path(name))) {
      long size = 0;
      var piece = file.read(PIECE);
      while (!piece.isEmpty() && size <= described.length()) {
        check.add(piece);
        size += piece.size();
        piece = file.read(PIECE);
      }
    } catch (StorageFault _) {
      // Not there, or not readable: it is fetched and replaced.
      return false;
    }
    return check.verdict() instanceof Outcome.Passed<Long, Attack>;
  }

  /** Begins a file beside the one of this name, which stays until the new one is verified. */
  public Incoming begin(TargetName name, TargetFile described) throws StorageFault {
    var beside = path(name).resolveSibling(name.fileName() + ".new");
    return new Incoming(
        files.create(beside), beside, path(name), new ContentCheck(name, described));
  }

  /**
   * Goes on with the image of this name where it was left, or begins it; there is one at a time.
   * Refused for the disk, or {@code IN_USE}.
   *
   * @param chunkBytes how much a power cut may cost, {@link Staging#CHUNK} if there is no reason
   *     for another size
   */
  public Outcome<StagedImage, DurableRefusal> stage(
      TargetName name, TargetFile described, int chunkBytes) {
    return new Staging(files, folder, chunkBytes).open(path(name), name, described);
  }

  /** Removes the file, which is not needed any more; one that stays is replaced some time. */
  public void discard(TargetName name) {
    try {
      files.delete(path(name));
    } catch (StorageFault _) {
      // It takes room until then, and nothing else.
    }
  }

  /** Where the file of this name is. */
  public Path path(TargetName name) {
    return folder.resolve(name.fileName());
  }

  /** A file that is on its way. Closed without a verdict, it leaves nothing behind. */
  public final class Incoming implements AutoCloseable {

    private final WritableFile out;
    private final Path beside;
    private final Path target;
    private final ContentCheck check;

    private Incoming(WritableFile out, Path beside, Path target, ContentCheck check) {
      this.out = out;
      this.beside = beside;
      this.target = target;
      this.check = check;
    }

    /** Writes the next piece. */
    public void add(Bytes piece) throws StorageFault {
      check.add(piece);
      out.append(piece);
    }

    /** Gives the file its name, durably on return, if it is the one described. */
    public Outcome<Path, Attack> finish() throws StorageFault {
      return switch (check.verdict()) {
        case Outcome.Passed<Long, Attack> _ -> {
          out.force();
          files.rename(beside, target);
          files.forceFolder(folder);
          yield Outcome.passed(target);
        }
        case Outcome.Refused<Long, Attack>(var attack) -> Outcome.refused(attack);
      };
    }

    @Override
    public void close() throws StorageFault {
      out.close();
      files.delete(beside);
    }
  }
}
