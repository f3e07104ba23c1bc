package dev.portcullis.crypto.durable;

import dev.portcullis.crypto.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What a journal holds, to rebuild a state from.
 *
 * @param snapshot the last checkpoint, if there ever was one
 * @param records what was appended after it, oldest first
 */
public record Replay(Optional<Bytes> snapshot, List<Bytes> records) {

  /** Takes a copy of the list. */
  public Replay {
    records = List.copyOf(records);
  }
}
