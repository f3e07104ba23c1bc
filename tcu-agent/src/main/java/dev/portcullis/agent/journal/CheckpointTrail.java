package dev.portcullis.agent.journal;

import dev.portcullis.crypto.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checkpoints that were made. The newest {@value #REMEMBERED} are remembered by their payload,
 * so that one of the same count and other content is recognised also when this image has run on for
 * a while.
 *
 * @param count of the newest; 0 before the first
 * @param newest in the order of their counts
 */
public record CheckpointTrail(long count, List<Made> newest) {

  static final int REMEMBERED = 64;

  /** Keeps a copy. */
  public CheckpointTrail {
    newest = List.copyOf(newest);
  }

  /**
   * One checkpoint.
   *
   * @param payload the digest of its payload
   */
  public record Made(long count, Digest payload) {}

  static CheckpointTrail none() {
    return new CheckpointTrail(0, List.of());
  }

  /** The digest of the payload of the checkpoint {@code wanted}, if it is remembered. */
  public Optional<Digest> payload(long wanted) {
    return newest.stream().filter(made -> made.count() == wanted).map(Made::payload).findFirst();
  }

  CheckpointTrail with(long next, Digest payload) {
    var made = new ArrayList<>(newest);
    made.add(new Made(next, payload));
    if (made.size() > REMEMBERED) {
      made.removeFirst();
    }
    return new CheckpointTrail(next, made);
  }

  /** Counts go on above those of the state that was ahead; what two images made is forgotten. */
  CheckpointTrail beyond(LaterState state) {
    return new CheckpointTrail(Math.max(count, state.count()), List.of());
  }
}
