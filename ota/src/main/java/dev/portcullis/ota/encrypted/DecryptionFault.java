package dev.portcullis.ota.encrypted;

/** Why an encrypted image cannot be read. */
public enum DecryptionFault {
  /** The unit has no key for images. */
  NO_IMAGE_KEY,
  /** The image's key was not sealed to this unit, or for this image, or was changed. */
  KEY_NOT_OPENED,
  /** Longer than an image can be. */
  TOO_LONG,
  /** It ends before its end. */
  CUT_SHORT,
  /** A chunk was changed, or belongs elsewhere: to another place or to another image. */
  CHUNK_REFUSED,
  /** Something behind the end. */
  TRAILING_BYTES
}
