package dev.portcullis.ota.image;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.durable.ReadableFile;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.ota.verify.ContentCheck;

/** Holds what is read against its description, so that what is unpacked is what was verified. */
record CheckedFile(ReadableFile in, ContentCheck check) implements ReadableFile {

  @Override
  public Bytes read(int size) throws StorageFault {
    var piece = in.read(size);
    check.add(piece);
    return piece;
  }

  @Override
  public void close() throws StorageFault {
    in.close();
  }
}
