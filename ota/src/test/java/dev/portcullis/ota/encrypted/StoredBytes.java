package dev.portcullis.ota.encrypted;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.durable.ReadableFile;

/** A file in memory. */
final class StoredBytes implements ReadableFile {

  private final Bytes content;
  private int position;

  StoredBytes(Bytes content) {
    this.content = content;
  }

  @Override
  public Bytes read(int size) {
    int end = Math.min(content.size(), position + size);
    var piece = content.slice(position, end);
    position = end;
    return piece;
  }

  @Override
  public void close() {}
}
