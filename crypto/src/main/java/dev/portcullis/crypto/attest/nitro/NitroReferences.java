package dev.portcullis.crypto.attest.nitro;

import dev.portcullis.crypto.signature.VerificationKey;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What the policy says of Nitro attestation documents (RFC 9334: trust anchors and Reference
 * Values).
 *
 * @param roots the keys of the roots a document's certificates may end in: AWS's, or a
 *     demonstration's; 1 to {@value #MAX_ROOTS}
 * @param revoked the serial numbers of revoked certificates
 * @param enclaves the back-ends; a document must be one of them as a whole; 1 to {@value
 *     #MAX_ENCLAVES}
 * @param maximumAge how long after its timestamp a document counts; a second to {@link
 *     #LONGEST_AGE}
 */
public record NitroReferences(
    Set<VerificationKey> roots,
    Set<BigInteger> revoked,
    List<EnclaveMeasurements> enclaves,
    Duration maximumAge) {

  /** The most roots. */
  public static final int MAX_ROOTS = 8;

  /** The most back-ends. */
  public static final int MAX_ENCLAVES = 64;

  /** The highest maximum age. AWS's certificates for documents live three hours. */
  public static final Duration LONGEST_AGE = Duration.ofHours(24);

  /** Takes copies, and checks the ranges. */
  public NitroReferences {
    roots = Set.copyOf(roots);
    revoked = Set.copyOf(revoked);
    enclaves = List.copyOf(enclaves);
    if (roots.isEmpty() || roots.size() > MAX_ROOTS) {
      throw new IllegalArgumentException(roots.size() + " roots");
    }
    if (enclaves.isEmpty() || enclaves.size() > MAX_ENCLAVES) {
      throw new IllegalArgumentException(enclaves.size() + " enclaves");
    }
    if (maximumAge.toSeconds() < 1 || maximumAge.compareTo(LONGEST_AGE) > 0) {
      throw new IllegalArgumentException("a maximum age of " + maximumAge);
    }
  }

  /** Where no certificate is revoked. */
  public NitroReferences(
      Set<VerificationKey> roots, List<EnclaveMeasurements> enclaves, Duration maximumAge) {
    this(roots, Set.of(), enclaves, maximumAge);
  }
}
