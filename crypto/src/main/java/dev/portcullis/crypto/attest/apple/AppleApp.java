package dev.portcullis.crypto.attest.apple;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;

/**
 * An app as Apple identifies it.
 *
 * @param team the prefix of its identifier: ten upper-case letters and digits
 * @param bundle its bundle identifier: 1 to 155 letters, digits, hyphens, underscores and dots
 */
public record AppleApp(String team, String bundle) {

  private static final String TEAM = "[A-Z0-9]{10}";
  private static final String BUNDLE = "[A-Za-z0-9._-]{1,155}";

  /** Checks the forms: with a team of fixed length no two apps have the same identifier. */
  public AppleApp {
    if (!team.matches(TEAM) || !bundle.matches(BUNDLE)) {
      throw new IllegalArgumentException("no app of Apple's: " + team + " and " + bundle);
    }
  }

  /** Team and bundle, joined by a dot. */
  public String identifier() {
    return team + "." + bundle;
  }

  /** What stands for the app in what its device signs: SHA-256 of the identifier. */
  public Digest hash() {
    return Digest.of(Bytes.utf8(identifier()));
  }
}
