package dev.portcullis.crypto.durable;

import java.nio.file.Path;

/** Tidying up, whose failure changes nothing: the next start tidies up again. */
final class BestEffort {

  private BestEffort() {}

  static void delete(FileSystem files, Path file) {
    try {
      files.delete(file);
    } catch (StorageFault fault) {
      return;
    }
  }

  static void truncate(WritableFile file, long size) {
    try {
      file.truncate(size);
    } catch (StorageFault fault) {
      return;
    }
  }

  static void close(WritableFile file) {
    try {
      file.close();
    } catch (StorageFault fault) {
      return;
    }
  }
}
