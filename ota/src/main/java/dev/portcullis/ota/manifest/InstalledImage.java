package dev.portcullis.ota.manifest;

import dev.portcullis.ota.metadata.Hashes;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.uptane.Direction;

/**
 * The image an ECU has.
 *
 * @param length in bytes
 * @param hashes at least one, all of known algorithms
 * @param releaseCounter 0 where the image has none
 */
public record InstalledImage(TargetName name, long length, Hashes hashes, long releaseCounter) {

  /** Checks the bounds. */
  public InstalledImage {
    if (length < 0 || releaseCounter < 0 || !hashes.areVerifiable()) {
      throw new IllegalArgumentException("no image that can be installed");
    }
  }

  /** What an ECU has once it did as it was directed. */
  public static InstalledImage of(Direction direction) {
    var file = direction.file();
    return new InstalledImage(
        direction.name(), file.length(), file.hashes(), direction.releaseCounter());
  }
}
