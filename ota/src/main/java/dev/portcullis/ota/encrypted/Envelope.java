package dev.portcullis.ota.encrypted;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.ReadableFile;

/** What is around an image that was fetched. */
public sealed interface Envelope {

  /** Nothing: what was fetched is the image. */
  record None() implements Envelope {}

  /**
   * It is encrypted.
   *
   * @param sealedKey the image's key, sealed to this unit; any bytes
   */
  record Encrypted(ImageKey key, Bytes sealedKey) implements Envelope {}

  /** The image that {@code binding} describes, read out of {@code stored}, which it takes over. */
  default Outcome<ImageBytes, DecryptionFault> open(ReadableFile stored, ImageBinding binding) {
    return switch (this) {
      case None() -> Outcome.passed(new PlainFile(stored));
      case Encrypted(var key, var sealedKey) ->
          EncryptedLength.of(binding.length()).isEmpty()
              ? Outcome.refused(DecryptionFault.TOO_LONG)
              : key.open(sealedKey, binding)
                  .map(opened -> new DecryptedFile(stored, opened, binding));
    };
  }
}
