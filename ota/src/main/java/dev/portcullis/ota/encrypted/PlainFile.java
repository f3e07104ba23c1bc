package dev.portcullis.ota.encrypted;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.durable.ReadableFile;
import dev.portcullis.crypto.durable.StorageFault;
import java.util.Optional;

/** An image that was not encrypted. */
record PlainFile(ReadableFile in) implements ImageBytes {

  @Override
  public Bytes read(int size) throws StorageFault {
    return in.read(size);
  }

  @Override
  public Optional<DecryptionFault> fault() {
    return Optional.empty();
  }

  @Override
  public void close() throws StorageFault {
    in.close();
  }
}
