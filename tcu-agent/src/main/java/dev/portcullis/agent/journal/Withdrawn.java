package dev.portcullis.agent.journal;

import dev.portcullis.crypto.Digest;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;

/**
 * What the manufacturer's documents revoked since the policy's own list. They only add; a policy
 * whose list is as new as the newest of them takes their place.
 *
 * @param sequence of the newest; 0 where the policy's list is the newest
 * @param keys thumbprints, at most {@value #MOST_KEYS}
 * @param certificates serial numbers, at most {@value #MOST_CERTIFICATES}
 */
public record Withdrawn(long sequence, Set<Digest> keys, Set<BigInteger> certificates) {

  /** How many keys there is room for: two full documents. */
  public static final int MOST_KEYS = 2048;

  /** How many serial numbers there is room for: two full documents. */
  public static final int MOST_CERTIFICATES = 1024;

  /** Keeps copies. */
  public Withdrawn {
    keys = Set.copyOf(keys);
    certificates = Set.copyOf(certificates);
  }

  static Withdrawn nothing() {
    return new Withdrawn(0, Set.of(), Set.of());
  }

  /** Whether there is room for what {@code taken} adds. */
  public boolean hasRoomFor(RegisterEntry.RevocationsTaken taken) {
    var next = with(taken);
    return next.keys.size() <= MOST_KEYS && next.certificates.size() <= MOST_CERTIFICATES;
  }

  boolean accepts(RegisterEntry.RevocationsTaken taken) {
    return taken.sequence() > sequence && hasRoomFor(taken);
  }

  Withdrawn with(RegisterEntry.RevocationsTaken taken) {
    var allKeys = new HashSet<>(keys);
    allKeys.addAll(taken.keys());
    var allCertificates = new HashSet<>(certificates);
    allCertificates.addAll(taken.certificates());
    return new Withdrawn(taken.sequence(), allKeys, allCertificates);
  }
}
