package dev.portcullis.ota.encrypted;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.durable.ReadableFile;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.ota.encrypted.ImageBinding.Place;
import java.util.Optional;

/**
 * Decrypts an image while it is read, a chunk at a time; no byte of a chunk before its tag held.
 */
final class DecryptedFile implements ImageBytes {

  private final ReadableFile in;
  private final SecretBytes key;
  private final ChunkCipher cipher;
  private final long length;
  private long index;
  private Bytes chunk = Bytes.empty();
  private int position;
  private Optional<DecryptionFault> fault = Optional.empty();

  /** Takes both over. */
  DecryptedFile(ReadableFile in, SecretBytes key, ImageBinding binding) {
    this.in = in;
    this.key = key;
    this.cipher = new ChunkCipher(key, binding);
    this.length = binding.length();
  }

  @Override
  public Bytes read(int size) throws StorageFault {
    var read = take(size);
    while (read.size() < size && next()) {
      read = Bytes.concat(read, take(size - read.size()));
    }
    return read;
  }

  private Bytes take(int size) {
    int end = Math.min(chunk.size(), position + size);
    var taken = chunk.slice(position, end);
    position = end;
    return taken;
  }

  /** Whether there was one more chunk. */
  private boolean next() throws StorageFault {
    long chunks = EncryptedLength.chunks(length);
    if (fault.isPresent() || index == chunks) {
      return false;
    }
    long left = length - index * EncryptedLength.CHUNK;
    int size = (int) Math.min(left, EncryptedLength.CHUNK) + EncryptedLength.TAG;
    var place = index == chunks - 1 ? Place.LAST : Place.INNER;
    var encrypted = in.read(size);
    if (encrypted.size() < size) {
      return failed(DecryptionFault.CUT_SHORT);
    }
    var decrypted = cipher.decrypt(index, place, encrypted);
    if (decrypted.isEmpty()) {
      return failed(DecryptionFault.CHUNK_REFUSED);
    }
    if (place == Place.LAST && !in.read(1).isEmpty()) {
      return failed(DecryptionFault.TRAILING_BYTES);
    }
    chunk = decrypted.get();
    position = 0;
    index++;
    return true;
  }

  private boolean failed(DecryptionFault why) {
    fault = Optional.of(why);
    return false;
  }

  @Override
  public Optional<DecryptionFault> fault() {
    return fault;
  }

  @Override
  public void close() throws StorageFault {
    key.close();
    in.close();
  }
}
