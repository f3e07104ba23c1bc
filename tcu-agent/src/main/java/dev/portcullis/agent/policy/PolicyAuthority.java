package dev.portcullis.agent.policy;

import dev.portcullis.crypto.cose.PublicKey;
import java.util.List;

/**
 * The OEM's offline keys that sign policies, and how many of them must sign one.
 *
 * @param threshold 1 to the number of keys
 */
public record PolicyAuthority(List<PublicKey> keys, int threshold) {
  /** Keeps a copy. */
  public PolicyAuthority {
    keys = List.copyOf(keys);
    if (threshold < 1 || threshold > keys.size()) {
      throw new IllegalArgumentException(threshold + " of " + keys.size() + " policy keys");
    }
  }
}
