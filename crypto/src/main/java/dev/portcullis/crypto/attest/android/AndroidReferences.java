package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.signature.VerificationKey;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a policy says of Android's key attestations: trust anchors and Reference Values (RFC 9334).
 *
 * @param roots the keys a chain may end in, 1 to {@value #MAX_ROOTS}; Google's are published as
 *     certificates, of which only the key counts
 * @param revoked the serial numbers of revoked certificates; Google's status list has them as
 *     lower-case hexadecimal digits, and those it calls suspended belong here too
 * @param protections where a key may lie: the trusted environment, the strongbox, or either
 * @param userAuthentication what the hardware must ask of the user
 * @param apps which apps may hold a key, 1 to {@value #MAX_APPS}, each package once
 * @param patchFloors how lately the device must have been patched
 */
public record AndroidReferences(
    Set<VerificationKey> roots,
    Set<BigInteger> revoked,
    Set<KeyProtection> protections,
    UserAuthentication userAuthentication,
    List<AndroidApp> apps,
    PatchFloors patchFloors) {

  /** How many roots there may be: a chain without its root is tried against each. */
  public static final int MAX_ROOTS = 8;

  /** How many apps there may be. */
  public static final int MAX_APPS = 64;

  private static final Set<KeyProtection> OF_ANDROID =
      Set.of(KeyProtection.TRUSTED_ENVIRONMENT, KeyProtection.STRONG_BOX);

  /** Checks the ranges. */
  public AndroidReferences {
    roots = Set.copyOf(roots);
    revoked = Set.copyOf(revoked);
    protections = Set.copyOf(protections);
    apps = List.copyOf(apps);
    if (roots.isEmpty() || roots.size() > MAX_ROOTS) {
      throw new IllegalArgumentException("there are 1 to " + MAX_ROOTS + " roots");
    }
    if (protections.isEmpty() || !OF_ANDROID.containsAll(protections)) {
      throw new IllegalArgumentException("not where Android keeps keys: " + protections);
    }
    if (apps.isEmpty() || apps.size() > MAX_APPS) {
      throw new IllegalArgumentException("there are 1 to " + MAX_APPS + " apps");
    }
    if (apps.stream().map(AndroidApp::packageName).distinct().count() < apps.size()) {
      throw new IllegalArgumentException("a package is listed twice");
    }
  }

  /** The app of this package, if it is listed. */
  public Optional<AndroidApp> app(String packageName) {
    return apps.stream().filter(app -> app.packageName().equals(packageName)).findFirst();
  }
}
