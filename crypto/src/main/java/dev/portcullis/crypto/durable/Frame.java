package dev.portcullis.crypto.durable;

import dev.portcullis.crypto.Bytes;

/**
 * One entry of a segment as it lies on the disk, made by {@link FrameCodec}.
 *
 * @param head the place after it
 */
record Frame(Kind kind, Bytes payload, Position head, Bytes encoded) {

  /** What an entry is; the first of a segment is one of the first two, all others records. */
  enum Kind {
    BEGINNING(0),
    SNAPSHOT(1),
    RECORD(2);

    private final int wire;

    Kind(int wire) {
      this.wire = wire;
    }

    int wire() {
      return wire;
    }
  }
}
