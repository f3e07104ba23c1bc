package dev.portcullis.ota.image;

import dev.portcullis.crypto.Bytes;
import java.nio.charset.StandardCharsets;

/** Writes down in one line what an archive was said to hold. */
final class Told implements ArchiveReader.Unpacking {

  private final StringBuilder told = new StringBuilder();

  @Override
  public void folder(EntryName name) {
    told.append(' ').append(name).append('/');
  }

  @Override
  public void begin(EntryName name, ArchiveEntry.Access access) {
    told.append(' ').append(name);
    told.append(
        switch (access) {
          case DATA -> "=";
          case PROGRAM -> "*=";
        });
  }

  @Override
  public void content(Bytes piece) {
    told.append(new String(piece.toArray(), StandardCharsets.ISO_8859_1));
  }

  @Override
  public void end() {}

  @Override
  public String toString() {
    return told.toString();
  }
}
