package dev.portcullis.ota.encrypted;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.ota.encrypted.ImageBinding.Place;
import dev.portcullis.ota.metadata.HashAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;

/** The OEM's side: encrypts an image once, for all units that its key is sealed to. */
public final class ImageEncryptor {

  private ImageEncryptor() {}

  /** Why nothing was encrypted. */
  public enum Refusal {
    /** What was read is not the image that was described. */
    NOT_THE_IMAGE,
    /** Longer than an image can be. */
    TOO_LONG
  }

  /**
   * Reads the image that {@code binding} describes from {@code plain} and writes it encrypted to
   * {@code out}. Each call makes a key of its own, for no two streams may share one. What was
   * written before a refusal is nothing, and its key is gone.
   */
  public static Outcome<EncryptedImage, Refusal> encrypt(
      ImageBinding binding, SecureRandom random, InputStream plain, OutputStream out)
      throws IOException {
    if (EncryptedLength.of(binding.length()).isEmpty()) {
      return Outcome.refused(Refusal.TOO_LONG);
    }
    byte[] fresh = new byte[ChunkCipher.KEY_BYTES];
    random.nextBytes(fresh);
    var key = SecretBytes.takeOver(fresh);
    var cipher = new ChunkCipher(key, binding);
    var read = HashAlgorithm.SHA_256.start();
    var written = HashAlgorithm.SHA_256.start();
    long chunks = EncryptedLength.chunks(binding.length());
    long length = 0;
    for (long index = 0; index < chunks; index++) {
      long left = binding.length() - index * EncryptedLength.CHUNK;
      byte[] chunk = plain.readNBytes((int) Math.min(left, EncryptedLength.CHUNK));
      read.update(chunk);
      var place = index == chunks - 1 ? Place.LAST : Place.INNER;
      byte[] encrypted = cipher.encrypt(index, place, Bytes.of(chunk)).toArray();
      written.update(encrypted);
      out.write(encrypted);
      length += encrypted.length;
    }
    if (plain.read() >= 0 || !new Digest(Bytes.of(read.digest())).equals(binding.sha256())) {
      key.close();
      return Outcome.refused(Refusal.NOT_THE_IMAGE);
    }
    var sha256 = new Digest(Bytes.of(written.digest()));
    return Outcome.passed(new EncryptedImage(binding, key, length, sha256));
  }
}
