package dev.portcullis.crypto.durable;

import dev.portcullis.crypto.Bytes;

/** A file open for writing at its end. After a fault its content past the last force is unknown. */
public interface WritableFile extends AutoCloseable {

  /** Writes {@code content} behind what is there; a fault may leave a part of it. */
  void append(Bytes content) throws StorageFault;

  /** Cuts the file to its first {@code size} bytes; a shorter file stays as it is. */
  void truncate(long size) throws StorageFault;

  /** Returns once content and size are on the medium. After a fault, what is there is unknown. */
  void force() throws StorageFault;

  @Override
  void close() throws StorageFault;
}
