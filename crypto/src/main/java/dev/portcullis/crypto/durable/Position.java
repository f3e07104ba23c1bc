package dev.portcullis.crypto.durable;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;

/**
 * A place in a journal: it stands for everything that was ever written up to it.
 *
 * @param sequence how many records and snapshots there were, from the journal's beginning
 * @param chainHead the SHA-256 chain over all of them
 */
public record Position(long sequence, Digest chainHead) {

  /** The place before the first record of every journal. */
  static final Position BEGINNING = new Position(0, Digest.of(Bytes.utf8("portcullis/journal/1")));

  /** Checks the sequence. */
  public Position {
    if (sequence < 0) {
      throw new IllegalArgumentException("a sequence is not negative: " + sequence);
    }
  }
}
