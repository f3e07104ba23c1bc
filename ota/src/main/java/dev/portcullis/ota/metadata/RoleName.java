package dev.portcullis.ota.metadata;

import java.util.Optional;
import java.util.Set;

/**
 * The name of a role: one of the four at the top, or a delegated one, which may be any text.
 *
 * @param text never empty, and short enough that the encoded name is one of a file
 */
public record RoleName(String text) {

  /** Signs which keys sign what. */
  public static final RoleName ROOT = new RoleName("root");

  /** Says which snapshot is the newest. */
  public static final RoleName TIMESTAMP = new RoleName("timestamp");

  /** Says which versions of all targets roles belong together. */
  public static final RoleName SNAPSHOT = new RoleName("snapshot");

  /** Describes files, or delegates that. */
  public static final RoleName TARGETS = new RoleName("targets");

  /** With the version before it and the suffixes behind it, a file's name has at most 255. */
  private static final int MAX_ENCODED = 200;

  private static final Set<RoleName> TOP_LEVEL = Set.of(ROOT, TIMESTAMP, SNAPSHOT, TARGETS);

  /** Checks the size; {@link #of} is for names that come from strangers. */
  public RoleName {
    if (!isName(text)) {
      throw new IllegalArgumentException("no name of a role: " + ShownText.of(text));
    }
  }

  /** The role of this name, if it can be one. */
  public static Optional<RoleName> of(String text) {
    return isName(text) ? Optional.of(new RoleName(text)) : Optional.empty();
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_ENCODED
        && PercentEncoding.of(text).length() <= MAX_ENCODED;
  }

  /** Whether root metadata, and no delegation, says who signs for this role. */
  public boolean isTopLevel() {
    return TOP_LEVEL.contains(this);
  }

  /** The name of its file without a version: one segment of a URL, one name in a folder. */
  public String fileName() {
    return PercentEncoding.of(text) + ".json";
  }

  /** The name that snapshot metadata lists it under. */
  public String listedName() {
    return text + ".json";
  }

  /** For people. */
  @Override
  public String toString() {
    return ShownText.of(text);
  }
}
