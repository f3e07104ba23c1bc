package dev.portcullis.ota.uptane;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;

/** As what an image comes to the vehicle, which the Director alone says. */
public sealed interface Delivery {

  /** As it is. */
  record Plain() implements Delivery {}

  /**
   * Encrypted. What comes out of it is held against both repositories all the same.
   *
   * @param name of the encrypted file
   * @param file its length and hashes
   * @param sealedKey the image's key, sealed to the unit; not looked into here
   */
  record Encrypted(TargetName name, TargetFile file, Bytes sealedKey) implements Delivery {}
}
