package dev.portcullis.ota.slot;

import dev.portcullis.ota.image.UnpackedImage;

/**
 * One part of an installed version.
 *
 * @param releaseCounter as Uptane's metadata has it, at least 0
 */
public record Part(UnpackedImage image, long releaseCounter) {}
