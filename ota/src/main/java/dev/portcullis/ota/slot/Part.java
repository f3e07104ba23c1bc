package dev.portcullis.ota.slot;

import dev.portcullis.ota.image.UnpackedImage;

/**
 * One part of an installed version.
 *
 * @param releaseCounter as Uptane's metadata has it, at least 0
 * @param source what it was fetched as, for the vehicle version manifest
 */
public record Part(UnpackedImage image, long releaseCounter, Source source) {

  /**
   * A target that both repositories described.
   *
   * @param length of the archive in bytes
   */
  public record Source(ImageName name, long length) {}

  /** Whether it is the same image in the same release, whatever it was fetched as. */
  public boolean isSameAs(Part other) {
    return image.equals(other.image) && releaseCounter == other.releaseCounter;
  }
}
