package dev.portcullis.simulator.serial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A symbolic link that always points at the present device, as udev keeps one for a USB adapter:
 * the number of a pseudo-terminal changes each time it comes back, the configured name does not.
 */
final class DeviceLink {

  private final Path link;

  DeviceLink(Path link) {
    this.link = link;
  }

  Path path() {
    return link;
  }

  /**
   * Points the link at {@code device}, in one step.
   *
   * @throws IOException if something that is not a symbolic link has its name
   */
  void pointAt(Path device) throws IOException {
    if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
      throw new IOException(link + " exists and is not a symbolic link");
    }
    var parent = link.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    var fresh = link.resolveSibling(link.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createSymbolicLink(fresh, device);
    Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes the link, if it points at {@code device}: another program's link stays. */
  void removeFrom(Path device) throws IOException {
    if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(device)) {
      Files.delete(link);
    }
  }
}
