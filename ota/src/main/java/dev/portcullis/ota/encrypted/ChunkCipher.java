package dev.portcullis.ota.encrypted;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.ota.encrypted.ImageBinding.Place;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM over chunks, each with its index for a nonce, and with the image and whether it is
 * the last for associated data (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár,
 * CRYPTO 2015). A key is made for one image, so that no nonce comes twice.
 */
final class ChunkCipher {

  static final int KEY_BYTES = 32;

  private static final int NONCE_BYTES = 12;

  private final SecretBytes key;
  private final ImageBinding binding;

  ChunkCipher(SecretBytes key, ImageBinding binding) {
    this.key = key;
    this.binding = binding;
  }

  /** The chunk, {@link EncryptedLength#TAG} bytes longer. */
  Bytes encrypt(long index, Place place, Bytes chunk) {
    try {
      return run(Cipher.ENCRYPT_MODE, index, place, chunk);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /** What was encrypted as this chunk of this image, if that is so. At least the tag's size. */
  Optional<Bytes> decrypt(long index, Place place, Bytes chunk) {
    try {
      return Optional.of(run(Cipher.DECRYPT_MODE, index, place, chunk));
    } catch (AEADBadTagException _) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  private Bytes run(int mode, long index, Place place, Bytes chunk)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    var spec = new GCMParameterSpec(EncryptedLength.TAG * Byte.SIZE, nonce(index));
    // SecretKeySpec clones the bytes it is lent.
    cipher.init(mode, key.use(bytes -> new SecretKeySpec(bytes, "AES")), spec);
    cipher.updateAAD(binding.ofChunk(place).toArray());
    return Bytes.of(cipher.doFinal(chunk.toArray()));
  }

  /** The index in the last eight bytes, the most significant first. */
  private static byte[] nonce(long index) {
    byte[] nonce = new byte[NONCE_BYTES];
    long rest = index;
    for (int i = NONCE_BYTES - 1; rest != 0; i--) {
      nonce[i] = (byte) rest;
      rest >>>= Byte.SIZE;
    }
    return nonce;
  }
}
