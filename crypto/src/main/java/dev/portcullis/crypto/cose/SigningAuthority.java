package dev.portcullis.crypto.cose;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keys of which a threshold must sign, so that no single one of them is the authority.
 *
 * @param keys each once
 * @param threshold how many different keys must sign, 1 to the number of keys
 */
public record SigningAuthority(List<PublicKey> keys, int threshold) {

  /** Keeps a copy. */
  public SigningAuthority {
    keys = List.copyOf(keys);
    if (threshold < 1 || threshold > keys.size()) {
      throw new IllegalArgumentException(threshold + " of " + keys.size() + " keys");
    }
    Set<Digest> thumbprints = new HashSet<>();
    for (PublicKey key : keys) {
      if (!thumbprints.add(key.thumbprint())) {
        throw new IllegalArgumentException("twice: " + key);
      }
    }
  }

  /**
   * What this set is known by: SHA-256 over the threshold and the thumbprints in ascending order,
   * as an encoded CBOR array. In whatever order the keys are named, it is the same.
   */
  public Digest digest() {
    var items = new ArrayList<CborItem>();
    items.add(CborItem.uint(threshold));
    keys.stream()
        .map(key -> key.thumbprint().value())
        .sorted()
        .forEach(thumbprint -> items.add(CborItem.bytes(thumbprint)));
    return Digest.of(Cbor.encode(new CborItem.CborArray(items)));
  }

  /** The key of that thumbprint, if it is one of these. */
  Optional<PublicKey> key(Digest thumbprint) {
    return keys.stream().filter(key -> key.thumbprint().equals(thumbprint)).findFirst();
  }
}
