package dev.portcullis.simulator.repository;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.ota.metadata.Malformed;
import dev.portcullis.ota.metadata.MetadataLimits;
import dev.portcullis.ota.metadata.RoleName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of small size that a repository writes, each whole or not at all and durable on return:
 * metadata under its version (TUF section 6.2), the timestamp under its plain name.
 *
 * @param folder exists
 */
record MetadataFiles(Path folder) {

  private static final DiskFileSystem DISK = new DiskFileSystem();
  private static final int LIMIT = MetadataLimits.TARGETS;

  /** The file of a version. */
  Path path(RoleName role, long version) {
    return folder.resolve(version + "." + role.fileName());
  }

  /** The file of the newest timestamp. */
  Path timestamp() {
    return folder.resolve(RoleName.TIMESTAMP.fileName());
  }

  /** The newest version of a role from {@code first} on, without a gap; 0 for none. */
  long newest(RoleName role) {
    long version = 0;
    while (Files.exists(path(role, version + 1))) {
      version++;
    }
    return version;
  }

  /** What a file holds, if it is there. */
  static Optional<Bytes> read(Path file) throws IOException {
    return switch (AtomicFile.read(DISK, file, LIMIT)) {
      case Outcome.Passed<Bytes, DurableRefusal>(var bytes) -> Optional.of(bytes);
      case Outcome.Refused<Bytes, DurableRefusal>(var why) -> {
        if (why == DurableRefusal.NOT_FOUND) {
          yield Optional.empty();
        }
        throw new IOException(file + ": " + why);
      }
    };
  }

  /** Replaces what a file holds. */
  static void write(Path file, Bytes content) throws IOException {
    if (AtomicFile.write(DISK, file, content)
        instanceof Outcome.Refused<Bytes, DurableRefusal>(var why)) {
      throw new IOException(file + ": " + why);
    }
  }

  /** What was read of a file that was written here: anything else is damage. */
  static <T> T own(Path file, Outcome<T, Malformed> read) throws IOException {
    return switch (read) {
      case Outcome.Passed<T, Malformed>(var value) -> value;
      case Outcome.Refused<T, Malformed>(var why) ->
          throw new IOException(file + " is damaged: " + why);
    };
  }
}
