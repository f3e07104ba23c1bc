package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.Digest;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An app that the policy lists.
 *
 * @param packageName its application id: 1 to 223 letters, digits, underscores and dots
 * @param signers SHA-256 digests of the certificates it may be signed with: 1 to {@value
 *     #MAX_SIGNERS}; more than one while a signing key is rotated
 * @param minimumVersion the least version code, 0 and up
 */
public record AndroidApp(String packageName, Set<Digest> signers, long minimumVersion) {

  /** How many signers an app may have. */
  public static final int MAX_SIGNERS = 8;

  private static final Pattern PACKAGE = Pattern.compile("[A-Za-z0-9_.]{1,223}");

  /** Checks the ranges. */
  public AndroidApp {
    signers = Set.copyOf(signers);
    if (!PACKAGE.matcher(packageName).matches()) {
      throw new IllegalArgumentException("no package name: " + packageName);
    }
    if (signers.isEmpty() || signers.size() > MAX_SIGNERS) {
      throw new IllegalArgumentException("an app has 1 to " + MAX_SIGNERS + " signers");
    }
    if (minimumVersion < 0) {
      throw new IllegalArgumentException("no version code: " + minimumVersion);
    }
  }
}
