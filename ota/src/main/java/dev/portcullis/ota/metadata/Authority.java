package dev.portcullis.ota.metadata;

import dev.portcullis.crypto.signature.VerificationKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who signs for a role, as the one above it says: root metadata for the four, the delegating role
 * for a delegated one.
 *
 * @param keys each identifier once
 * @param threshold how many of the keys must have signed, at least 1
 */
public record Authority(RoleName role, List<RoleKey> keys, int threshold) {

  /** Copies the keys. */
  public Authority {
    keys = List.copyOf(keys);
  }

  /** The key with this identifier. */
  public Optional<RoleKey> key(KeyId id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** Whether a key signs for the role here that does not any more in {@code next}. */
  public boolean losesAKeyIn(Authority next) {
    return !next.usableKeys().containsAll(usableKeys());
  }

  private Set<VerificationKey> usableKeys() {
    var usable = new HashSet<VerificationKey>();
    for (RoleKey key : keys) {
      if (key instanceof RoleKey.Usable(var _, var verification, var _)) {
        usable.add(verification);
      }
    }
    return usable;
  }
}
