package dev.portcullis.ota.encrypted;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.CoseEncrypt;
import dev.portcullis.crypto.cose.PublicKey;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalLong;

/** An image that was encrypted, for the Director to describe to each vehicle. */
public final class EncryptedImage implements AutoCloseable {

  private final ImageBinding binding;
  private final SecretBytes key;
  private final long length;
  private final Digest sha256;

  /**
   * One whose key was kept, so that more units can have it; empty where these cannot belong to one
   * encryption.
   *
   * @param key taken over
   * @param length of what was written
   * @param sha256 of what was written
   */
  public static Optional<EncryptedImage> of(
      ImageBinding binding, SecretBytes key, long length, Digest sha256) {
    return key.size() == ChunkCipher.KEY_BYTES
            && EncryptedLength.of(binding.length()).equals(OptionalLong.of(length))
        ? Optional.of(new EncryptedImage(binding, key, length, sha256))
        : Optional.empty();
  }

  EncryptedImage(ImageBinding binding, SecretBytes key, long length, Digest sha256) {
    this.binding = binding;
    this.key = key;
    this.length = length;
    this.sha256 = sha256;
  }

  /** What was encrypted. */
  public ImageBinding binding() {
    return binding;
  }

  /** Opens the image for whoever has it: for who must be able to seal it to further units. */
  public SecretBytes key() {
    return key;
  }

  /** Of what was written, in bytes. */
  public long length() {
    return length;
  }

  /** Of what was written. */
  public Digest sha256() {
    return sha256;
  }

  /**
   * The image's key for one unit: some 200 bytes for the Director's metadata of its vehicle.
   *
   * @param unit a P-256 key; another is a fault of the caller
   */
  public Bytes keyFor(PublicKey unit, SecureRandom random) {
    return CoseEncrypt.seal(unit, random, key.use(Bytes::of), binding.ofKey());
  }

  /** Overwrites the key with zeros. */
  @Override
  public void close() {
    key.close();
  }
}
