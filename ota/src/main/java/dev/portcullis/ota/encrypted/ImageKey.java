package dev.portcullis.ota.encrypted;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;

/** A unit's private key for images: it opens the keys of single images. */
@FunctionalInterface
public interface ImageKey {

  /** Of a unit that has none: it takes no encrypted image. */
  ImageKey NONE = (_, _) -> Outcome.refused(DecryptionFault.NO_IMAGE_KEY);

  /** The key of the image that {@code binding} describes, if it was sealed to this unit. */
  Outcome<SecretBytes, DecryptionFault> open(Bytes sealed, ImageBinding binding);
}
