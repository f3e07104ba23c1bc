package dev.portcullis.agent.journal;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.RefusalCode;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** A line that changes the {@link Register}: who may command the vehicle. */
public sealed interface RegisterEntry extends Entry {

  /**
   * A key enrolled: its platform vouched for it to this vehicle.
   *
   * @param key its thumbprint
   * @param subject the app that holds it, 1 to 256 characters
   */
  record KeyEnrolled(Digest key, KeyProtection protection, String subject)
      implements RegisterEntry {}

  /** An enrolled key stood in a chain of grants whose every signature held. */
  record KeyGranted(Digest key, Standing standing) implements RegisterEntry {}

  /**
   * A statement of an owner, or a hand-over, was decided about. Effect and answer are one line: no
   * power cut can come between what was done and the receipt that says so.
   *
   * @param sequence the number of the decision; it rises by one
   * @param statement the digest of the statement's payload
   * @param refused with what; then the effect is {@link Effect.Nothing}
   */
  record Answered(
      long sequence, Digest statement, Optional<RefusalCode> refused, Effect effect, Bytes receipt)
      implements RegisterEntry {}

  /** What a statement changed. */
  sealed interface Effect {
    /** Nothing that must outlive the process. */
    record Nothing() implements Effect {}

    /** An enrolled key was granted something. */
    record Granted(Digest key, Standing standing) implements Effect {}

    /** Keys are out of use while the epoch lasts. */
    record Revoked(List<Digest> keys) implements Effect {
      /** Keeps a copy. */
      public Revoked {
        keys = List.copyOf(keys);
      }
    }

    /** An owner agreed to the hand-over that waits. */
    record Consented(Digest handOver) implements Effect {}

    /** The vehicle has another owner, and a higher epoch. */
    record HandedOver(long epoch, PublicKey owner) implements Effect {}
  }

  /**
   * A revocation document of the manufacturer was taken.
   *
   * @param sequence where the vehicle is now
   */
  record RevocationsTaken(long sequence, List<Digest> keys, List<BigInteger> certificates)
      implements RegisterEntry {
    /** Keeps copies. */
    public RevocationsTaken {
      keys = List.copyOf(keys);
      certificates = List.copyOf(certificates);
    }
  }

  /** The configuration names a higher epoch than any before: its installed owner is the owner. */
  record OwnerProvisioned(long epoch) implements RegisterEntry {}

  /**
   * A hand-over whose signatures held waits from now on for what it still needs.
   *
   * @param handOver as it came, with its signatures
   * @param kernelBoot the kernel's id of its boot
   * @param at nanoseconds on the boot clock: the notice begins
   */
  record HandOverWaits(Bytes handOver, String kernelBoot, long at) implements RegisterEntry {}

  /**
   * So much of the notice is over.
   *
   * @param seconds that this unit measured itself, in all its boots together
   */
  record NoticeCounted(long seconds, String kernelBoot, long at) implements RegisterEntry {}

  /** A checkpoint was made, and is published only now. */
  record CheckpointMade(long count, Digest payload) implements RegisterEntry {}

  /** A checkpoint of this very vehicle shows that its state was further once. */
  record RolledBack(LaterState state) implements RegisterEntry {}

  /** The state has come as far again as it was once. */
  record StateRestored() implements RegisterEntry {}
}
