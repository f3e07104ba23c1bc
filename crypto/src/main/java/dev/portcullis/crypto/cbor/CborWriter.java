package dev.portcullis.crypto.cbor;

import dev.portcullis.crypto.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes heads and content in shortest form, one behind the other. Not safe for several threads.
 */
public final class CborWriter {

  private static final int INITIAL_BYTES = 256;

  private byte[] buffer = new byte[INITIAL_BYTES];
  private int size;

  /** A writer that has written nothing. */
  public CborWriter() {}

  /** The head of an array of {@code length} items, which the caller writes next. */
  public void array(int length) {
    head(Major.ARRAY, length);
  }

  /** A byte string. */
  public void bytes(Bytes value) {
    head(Major.BYTES, value.size());
    reserve(value.size());
    value.copyTo(buffer, size);
    size += value.size();
  }

  /** A text string. */
  public void text(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    head(Major.TEXT, encoded.length);
    reserve(encoded.length);
    System.arraycopy(encoded, 0, buffer, size, encoded.length);
    size += encoded.length;
  }

  /** An item of any kind. */
  public void item(CborItem item) {
    switch (item) {
      case CborItem.Uint(long bits) -> head(Major.UINT, bits);
      case CborItem.NegativeInt(long bits) -> head(Major.NEGATIVE, bits);
      case CborItem.ByteString(Bytes value) -> bytes(value);
      case CborItem.TextString(String value) -> text(value);
      case CborItem.CborArray(var items) -> {
        array(items.size());
        for (CborItem element : items) {
          item(element);
        }
      }
      case CborMap(var entries) -> {
        head(Major.MAP, entries.size());
        for (CborMap.Entry entry : entries) {
          item(entry.key());
          item(entry.value());
        }
      }
      case CborItem.Tagged(long tag, CborItem content) -> {
        head(Major.TAG, tag);
        item(content);
      }
      case CborItem.Simple(int value) -> head(Major.SIMPLE, value);
    }
  }

  /** Everything written so far. */
  public Bytes written() {
    return Bytes.copyOf(buffer, 0, size);
  }

  private void head(int major, long bits) {
    reserve(Major.LONGEST_HEAD);
    int following = Major.followingBytes(bits);
    int info = following == 0 ? (int) bits : Major.information(following);
    buffer[size++] = (byte) (major << Major.SHIFT | info);
    for (int shift = (following - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      buffer[size++] = (byte) (bits >>> shift);
    }
  }

  private void reserve(int more) {
    if (size + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}
