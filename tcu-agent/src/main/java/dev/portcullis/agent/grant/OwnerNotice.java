package dev.portcullis.agent.grant;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.message.HandOverReason;
import java.time.Duration;
import java.util.List;

/** What every owner is told. Keys are named by their thumbprints. */
public sealed interface OwnerNotice {

  /** The enrolment window is open. */
  record WindowOpened(Duration left) implements OwnerNotice {}

  /** A key enrolled. It can do nothing until an owner grants it something. */
  record KeyEnrolled(Digest key, KeyProtection protection, String subject) implements OwnerNotice {}

  /** An owner registered a grant for a key. */
  record KeyGranted(Digest by, Digest key) implements OwnerNotice {}

  /** An owner revoked keys. */
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
   * @param notice how much of the notice is still to come
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
