package dev.portcullis.ota.image;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.ota.metadata.HashAlgorithm;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Writes the archive that {@link ArchiveReader} reads, from front to back. */
final class ArchiveWriter {

  private final OutputStream out;
  private final MessageDigest digest = HashAlgorithm.SHA_256.start();
  private int files;
  private long length;

  ArchiveWriter(OutputStream out) {
    this.out = out;
  }

  void folder(EntryName name) throws IOException {
    write(ArchiveHeader.of(new ArchiveEntry.Folder(name)).toArray());
  }

  /** After it come exactly as many bytes as it announces, and then {@link #endOfFile}. */
  void begin(ArchiveEntry.File file) throws IOException {
    files++;
    write(ArchiveHeader.of(file).toArray());
  }

  void content(byte[] piece) throws IOException {
    write(piece);
  }

  void endOfFile() throws IOException {
    write(new byte[(int) (-length & (ArchiveHeader.BLOCK - 1))]);
  }

  Packed end() throws IOException {
    write(new byte[2 * ArchiveHeader.BLOCK]);
    return new Packed(files, length, new Digest(Bytes.of(digest.digest())));
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    digest.update(bytes);
    length += bytes.length;
  }
}
