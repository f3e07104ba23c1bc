package dev.portcullis.crypto.durable;

import java.nio.file.Path;

/** Folders whose own names are durable. */
final class DurableFolder {

  private DurableFolder() {}

  /**
   * Makes {@code folder} and what is missing above it. The name of one that exists is forced too:
   * who made it may have died before.
   */
  static void ensure(FileSystem files, Path folder) throws StorageFault {
    var parent = folder.toAbsolutePath().getParent();
    if (parent == null) {
      return;
    }
    if (!files.isFolder(parent)) {
      ensure(files, parent);
    }
    if (!files.isFolder(folder)) {
      files.createFolder(folder);
    }
    files.forceFolder(parent);
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
