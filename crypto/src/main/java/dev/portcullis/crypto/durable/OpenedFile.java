package dev.portcullis.crypto.durable;

import dev.portcullis.crypto.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A file on the real disk, open for reading, made by {@link DiskFileSystem}. */
record OpenedFile(Path file, InputStream in) implements ReadableFile {

  @Override
  public Bytes read(int size) throws StorageFault {
    try {
      return Bytes.of(in.readNBytes(size));
    } catch (IOException e) {
      throw DiskFaults.of(e, file);
    }
  }

  @Override
  public void close() throws StorageFault {
    try {
      in.close();
    } catch (IOException e) {
      throw DiskFaults.of(e, file);
    }
  }
}
