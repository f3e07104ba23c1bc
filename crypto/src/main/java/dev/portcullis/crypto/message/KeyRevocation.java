package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Digest;
import java.util.List;

/**
 * An owner takes keys of this vehicle out of use, for good: nothing un-revokes a key. It names no
 * beacon, because a revocation is right however late it comes, and the same again changes nothing.
 *
 * @param id under which the vehicle answers
 * @param epoch the ownership epoch it belongs to, not negative: a former owner's is over
 * @param keys thumbprints, 1 to 16, in ascending order, each once
 */
public record KeyRevocation(VehicleId vehicle, StatementId id, long epoch, List<Digest> keys) {

  /** Checks what the codec has already refused. */
  public KeyRevocation {
    keys = List.copyOf(keys);
    if (epoch < 0
        || keys.isEmpty()
        || keys.size() > Limits.KEYS_REVOKED_BY_AN_OWNER
        || !Rising.digests(keys)) {
      throw new IllegalArgumentException("a revocation out of its ranges");
    }
  }
}
