package dev.portcullis.simulator.authority;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that only their owner can read, whole or not at all. */
public final class PrivateFiles {

  private PrivateFiles() {}

  /** Makes the folder and those above it, for their owner alone; there it may be already. */
  public static void makeFolder(Path folder) throws IOException {
    var onlyOwner = PosixFilePermissions.fromString("rwx------");
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(onlyOwner));
  }

  /** The content never lies under a permission wider than 0600, not even for a moment. */
  public static void write(Path file, byte[] content) throws IOException {
    var temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    var onlyOwner = PosixFilePermissions.fromString("rw-------");
    Files.createFile(temporary, PosixFilePermissions.asFileAttribute(onlyOwner));
    Files.write(temporary, content, StandardOpenOption.WRITE);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
