package dev.portcullis.crypto.durable;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** Names what the JDK reports. It hides errno, so that the text of the error is all there is. */
final class DiskFaults {

  private static final String READ_ONLY = "Read-only file system";
  private static final String NO_SPACE = "No space left on device";
  private static final String QUOTA = "Disk quota exceeded";

  private DiskFaults() {}

  static StorageFault of(IOException fault, Path file) {
    return new StorageFault(refusal(fault, file), fault);
  }

  private static DurableRefusal refusal(IOException fault, Path file) {
    var text = Objects.requireNonNullElse(fault.getMessage(), "");
    if (fault instanceof NoSuchFileException) {
      return DurableRefusal.NOT_FOUND;
    }
    if (fault instanceof AccessDeniedException) {
      return DurableRefusal.ACCESS_DENIED;
    }
    if (text.contains(READ_ONLY)) {
      return DurableRefusal.READ_ONLY;
    }
    return text.contains(NO_SPACE) || text.contains(QUOTA) || hasNoRoom(file)
        ? DurableRefusal.DISK_FULL
        : DurableRefusal.IO_ERROR;
  }

  // The text follows the locale; where it says nothing, the room left does.
  private static boolean hasNoRoom(Path file) {
    try {
      return Files.getFileStore(file).getUsableSpace() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
