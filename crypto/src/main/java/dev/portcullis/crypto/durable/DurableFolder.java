package dev.portcullis.crypto.durable;

import java.nio.file.Path;

/** Folders whose own names are durable. */
final class DurableFolder {

  private DurableFolder() {}

  /**
   * Makes {@code folder}, whose parent exists. The name of one that is there is forced too: who
   * made it may have died before.
   */
  static void ensure(FileSystem files, Path folder) throws StorageFault {
    boolean isMissing = !files.isFolder(folder);
    if (isMissing) {
      files.createFolder(folder);
    }
    try {
      files.forceFolder(of(folder));
    } catch (StorageFault fault) {
      // A force that succeeds after one that failed proves nothing: the next try begins afresh.
      if (isMissing) {
        BestEffort.delete(files, folder);
      }
      throw fault;
    }
  }

  /** The folder {@code file} is in. */
  static Path of(Path file) {
    var parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("no file: " + file);
    }
    return parent;
  }
}
