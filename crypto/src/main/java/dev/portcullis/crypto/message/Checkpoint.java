package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import java.util.Collection;

/**
 * The vehicle's signed word on how far its state has come. The back-end keeps the newest one and
 * sends it back: a vehicle that reads a count of its own above the one it knows runs on an old
 * image of its disk.
 *
 * @param count rises with every checkpoint, at least 1, and never begins anew
 * @param epoch the ownership epoch, not negative
 * @param revokedKeys the {@link #digestOf} the keys that owners revoked
 * @param policySequence of the policy in force, not negative
 * @param revocationSequence of the newest revocations, not negative
 * @param boot the run of the agent that made it
 */
public record Checkpoint(
    VehicleId vehicle,
    long count,
    long epoch,
    Digest revokedKeys,
    long policySequence,
    long revocationSequence,
    BootId boot) {

  /** Checks what the codec has already refused. */
  public Checkpoint {
    if (count < 1 || epoch < 0 || policySequence < 0 || revocationSequence < 0) {
      throw new IllegalArgumentException("a checkpoint out of its ranges");
    }
  }

  /**
   * SHA-256 of the encoded array of these thumbprints in ascending order, each once: the same for
   * the same set, in whatever order it was revoked.
   */
  public static Digest digestOf(Collection<Digest> revokedKeys) {
    return Digest.of(
        Cbor.encode(
            new CborArray(
                revokedKeys.stream()
                    .map(Digest::value)
                    .distinct()
                    .sorted()
                    .<CborItem>map(CborItem::bytes)
                    .toList())));
  }
}
