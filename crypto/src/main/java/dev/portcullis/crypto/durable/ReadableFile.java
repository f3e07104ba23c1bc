package dev.portcullis.crypto.durable;

import dev.portcullis.crypto.Bytes;

/** A file open for reading, from its beginning to its end. */
public interface ReadableFile extends AutoCloseable {

  /** The next bytes: {@code size} of them, or all that are left; none at the end. */
  Bytes read(int size) throws StorageFault;

  @Override
  void close() throws StorageFault;
}
