package dev.portcullis.ota.encrypted;

import dev.portcullis.crypto.durable.ReadableFile;
import java.util.Optional;

/**
 * The bytes of an image as both repositories describe it. They end early where something is wrong:
 * whoever has read them asks why before he believes that this was all.
 */
public interface ImageBytes extends ReadableFile {

  /** What is wrong with what was read so far. */
  Optional<DecryptionFault> fault();
}
