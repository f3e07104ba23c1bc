package dev.portcullis.ota.encrypted;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.CoseEncrypt;
import dev.portcullis.crypto.cose.PublicKey;
import java.security.SecureRandom;

/**
 * What whoever holds the Director's keys can make: anything, encrypted as if it were the image.
 *
 * @param encrypted one chunk
 */
public record ForgedImage(Bytes encrypted, Bytes sealedKey) {

  /** Of {@code content}, which has the length of the image. */
  public static ForgedImage of(
      Bytes content, ImageBinding image, PublicKey unit, SecureRandom random) {
    var key = Bytes.of(new byte[ChunkCipher.KEY_BYTES]);
    try (var secret = SecretBytes.takeOver(key.toArray())) {
      return new ForgedImage(
          new ChunkCipher(secret, image).encrypt(0, ImageBinding.Place.LAST, content),
          CoseEncrypt.seal(unit, random, key, image.ofKey()));
    }
  }
}
