package dev.portcullis.ota.image;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of a file within an image. Only characters that neither a shell nor a list of digests
 * takes for anything else; no part begins with a dot or a hyphen, so that none leads out of the
 * image, hides or is taken for an option.
 *
 * @param text parts between single slashes, at most 100 characters and 16 parts
 */
record EntryName(String text) implements Comparable<EntryName> {

  /** How many characters the archive's field has. */
  static final int MAX_LENGTH = 100;

  private static final int MAX_PARTS = 16;
  private static final Pattern FORM =
      Pattern.compile(
          "[A-Za-z0-9_+$@=,][A-Za-z0-9._+$@=,-]*(/[A-Za-z0-9_+$@=,][A-Za-z0-9._+$@=,-]*)*");

  EntryName {
    if (!isName(text)) {
      throw new IllegalArgumentException("no path within an image");
    }
  }

  static Optional<EntryName> of(String text) {
    return isName(text) ? Optional.of(new EntryName(text)) : Optional.empty();
  }

  private static boolean isName(String text) {
    return text.length() <= MAX_LENGTH
        && FORM.matcher(text).matches()
        && text.chars().filter(c -> c == '/').count() < MAX_PARTS;
  }

  /** The folder it is in; none for what lies at the top. */
  Optional<EntryName> folder() {
    int slash = text.lastIndexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(new EntryName(text.substring(0, slash)));
  }

  @Override
  public int compareTo(EntryName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
