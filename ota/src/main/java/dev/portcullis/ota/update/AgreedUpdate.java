package dev.portcullis.ota.update;

import dev.portcullis.ota.metadata.FileNaming;
import dev.portcullis.ota.uptane.AgreedImage;
import java.util.List;
import java.util.Optional;

/**
 * What the vehicle is to install, by the word of both repositories.
 *
 * @param campaign what the Director calls it, where it says so; 1 to 128 characters of any kind
 * @param version of the Director's targets metadata
 * @param naming how the Image repository names its files
 * @param images all of them or none; empty where the Director directs nothing
 */
public record AgreedUpdate(
    Optional<String> campaign, long version, FileNaming naming, List<AgreedImage> images) {

  /** Copies the images. */
  public AgreedUpdate {
    images = List.copyOf(images);
  }
}
