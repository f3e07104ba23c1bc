package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Digest;
import java.time.Duration;
import java.util.List;

/** What every owner is told. Keys are named by their thumbprints; durations are whole seconds. */
public sealed interface OwnerNotice {

  /** The enrolment window is open for so long. */
  record WindowOpened(Duration left) implements OwnerNotice {}

  /**
   * A key enrolled. It can do nothing until an owner grants it something.
   *
   * @param app which holds it, as its platform says: 1 to 256 characters
   */
  record KeyEnrolled(Digest key, String app) implements OwnerNotice {}

  /** An owner registered a grant for a key. */
  record KeyGranted(Digest by, Digest key) implements OwnerNotice {}

  /**
   * An owner revoked keys.
   *
   * @param keys 1 to 16, ascending, each once
   */
  record KeysRevoked(Digest by, List<Digest> keys) implements OwnerNotice {
    /** Keeps a copy. */
    public KeysRevoked {
      keys = List.copyOf(keys);
    }
  }

  /**
   * The manufacturer hands the car over. Said when it arrives, and again at every start while it
   * waits.
   *
   * @param handOver the digest that a consent names
   * @param notice how much of the notice is still to come, perhaps none
   */
  record HandOverWaits(
      Digest handOver, Digest owner, long epoch, HandOverReason reason, Duration notice)
      implements OwnerNotice {}

  /** An owner agreed to it. */
  record HandOverAgreed(Digest by, Digest handOver) implements OwnerNotice {}

  /** The car has another owner. */
  record HandedOver(Digest owner, long epoch) implements OwnerNotice {}

  /** An old image of the vehicle's disk was put back. */
  record StateRolledBack() implements OwnerNotice {}

  /** The state is again what it was. */
  record StateRestored() implements OwnerNotice {}
}
