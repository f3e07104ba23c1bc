package dev.portcullis.can.watch;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.crypto.Digest;
import java.util.List;
import java.util.Optional;

/**
 * How a bus is when nobody attacks it, learned from a recording. Whoever could have attacked it
 * while it was recorded has been learned, too.
 *
 * @param description the digest of the DBC file that it was learned with
 * @param duration of the recording, in nanoseconds
 * @param fullest per cent of the bus taken in the fullest tenth of a second
 * @param messages those that were seen, each once
 */
public record Baseline(
    Digest description, long duration, double fullest, List<MessageBaseline> messages) {

  /** Copies the list. */
  public Baseline {
    messages = List.copyOf(messages);
  }

  /** What is known of a message; empty where none was seen. */
  public Optional<MessageBaseline> message(ArbitrationId id) {
    return messages.stream().filter(it -> it.id().equals(id)).findFirst();
  }
}
