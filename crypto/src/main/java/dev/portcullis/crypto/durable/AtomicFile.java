package dev.portcullis.crypto.durable;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.file.Path;

/**
 * Small files that are replaced as a whole: after a power cut there is the old content or the new,
 * never a mixture. One writer a file at a time.
 */
public final class AtomicFile {

  private static final String SUFFIX = ".new";

  private AtomicFile() {}

  /**
   * Replaces what {@code file} holds, durably on return, and passes with {@code content}. Its
   * folder exists. A refusal means the old content or the new, and no telling which.
   */
  public static Outcome<Bytes, DurableRefusal> write(FileSystem files, Path file, Bytes content) {
    try {
      replace(files, file, content);
      return Outcome.passed(content);
    } catch (StorageFault fault) {
      return Outcome.refused(fault.refusal());
    }
  }

  /**
   * What {@code file} holds, at most {@code limit} bytes: {@code NOT_FOUND}, {@code
   * FILE_TOO_LARGE}. What a caller has seen stays: a writer may have died before it forced the
   * name.
   */
  public static Outcome<Bytes, DurableRefusal> read(FileSystem files, Path file, int limit) {
    try {
      files.forceFolder(DurableFolder.of(file));
      return Outcome.passed(files.read(file, limit));
    } catch (StorageFault fault) {
      return Outcome.refused(fault.refusal());
    }
  }

  static void replace(FileSystem files, Path file, Bytes content) throws StorageFault {
    prepare(files, file, content);
    commit(files, file);
  }

  /** Writes the content beside the file; what {@code file} holds is untouched, whatever happens. */
  static void prepare(FileSystem files, Path file, Bytes content) throws StorageFault {
    try (var prepared = files.create(prepared(file))) {
      prepared.append(content);
      prepared.force();
    } catch (StorageFault fault) {
      // A full disk must not be kept full by what could not be written.
      BestEffort.delete(files, prepared(file));
      throw fault;
    }
  }

  /** Gives the prepared content its name. After a fault either content may be there. */
  static void commit(FileSystem files, Path file) throws StorageFault {
    files.rename(prepared(file), file);
    files.forceFolder(DurableFolder.of(file));
  }

  static boolean isPrepared(String name) {
    return name.endsWith(SUFFIX);
  }

  private static Path prepared(Path file) {
    return file.resolveSibling(file.getFileName() + SUFFIX);
  }
}
