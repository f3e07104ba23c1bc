package dev.portcullis.ota.encrypted;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.CoseEncrypt;
import dev.portcullis.crypto.cose.PublicKey;
import java.security.SecureRandom;

/** An image that was encrypted, for the Director to describe to each vehicle. */
public final class EncryptedImage implements AutoCloseable {

  private final ImageBinding binding;
  private final SecretBytes key;
  private final long length;
  private final Digest sha256;

  EncryptedImage(ImageBinding binding, SecretBytes key, long length, Digest sha256) {
    this.binding = binding;
    this.key = key;
    this.length = length;
    this.sha256 = sha256;
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
