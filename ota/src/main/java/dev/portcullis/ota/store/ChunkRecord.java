package dev.portcullis.ota.store;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.util.Optional;

/**
 * A line of the journal of chunks: four bytes of index, 32 of digest. One for an index that was
 * there before replaces it and all behind it.
 */
record ChunkRecord(int index, Digest digest) {

  static Bytes encode(int index, Digest digest) {
    return Bytes.concat(
        Bytes.of((byte) (index >>> 24), (byte) (index >>> 16), (byte) (index >>> 8), (byte) index),
        digest.value());
  }

  static Optional<ChunkRecord> parse(Bytes record) {
    if (record.size() != Integer.BYTES + Digest.SIZE || record.at(0) > Byte.MAX_VALUE) {
      return Optional.empty();
    }
    int index = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      index = index << 8 | record.at(i);
    }
    return Optional.of(
        new ChunkRecord(index, new Digest(record.slice(Integer.BYTES, record.size()))));
  }
}
