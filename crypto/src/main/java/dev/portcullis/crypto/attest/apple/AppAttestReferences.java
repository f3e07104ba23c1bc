package dev.portcullis.crypto.attest.apple;

import dev.portcullis.crypto.signature.VerificationKey;
import java.math.BigInteger;
import java.util.Set;

/**
 * What the policy says of App Attest (RFC 9334: trust anchors and Reference Values).
 *
 * @param roots the keys of the roots a chain may end in: Apple's, or a demonstration's; 1 to
 *     {@value #MAX_ROOTS}
 * @param revoked the serial numbers of revoked certificates
 * @param apps the apps; 1 to {@value #MAX_APPS}
 * @param environments the environments it takes keys of; at least one
 */
public record AppAttestReferences(
    Set<VerificationKey> roots,
    Set<BigInteger> revoked,
    Set<AppleApp> apps,
    Set<AppAttestEnvironment> environments) {

  /** The most roots. */
  public static final int MAX_ROOTS = 8;

  /** The most apps. */
  public static final int MAX_APPS = 64;

  /** Takes copies, and checks the ranges. */
  public AppAttestReferences {
    roots = Set.copyOf(roots);
    revoked = Set.copyOf(revoked);
    apps = Set.copyOf(apps);
    environments = Set.copyOf(environments);
    if (roots.isEmpty() || roots.size() > MAX_ROOTS) {
      throw new IllegalArgumentException(roots.size() + " roots");
    }
    if (apps.isEmpty() || apps.size() > MAX_APPS) {
      throw new IllegalArgumentException(apps.size() + " apps");
    }
    if (environments.isEmpty()) {
      throw new IllegalArgumentException("no environment");
    }
  }

  /** Where no certificate is revoked. */
  public AppAttestReferences(
      Set<VerificationKey> roots, Set<AppleApp> apps, Set<AppAttestEnvironment> environments) {
    this(roots, Set.of(), apps, environments);
  }
}
