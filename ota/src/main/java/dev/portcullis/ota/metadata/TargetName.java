package dev.portcullis.ota.metadata;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The path of a target within its repository. Any text: what it may do to a folder or a server is
 * taken from it where it is used.
 *
 * @param text never empty, at most {@link #MAX_LENGTH} characters
 */
public record TargetName(String text) {

  /** How many characters a path may have. */
  public static final int MAX_LENGTH = 1024;

  /** With a suffix behind it, a file's name has at most 255 bytes. */
  private static final int MAX_FILE_NAME = 240;

  /** Checks the size; {@link #of} is for names that come from strangers. */
  public TargetName {
    if (!isName(text)) {
      throw new IllegalArgumentException("no path of a target: " + ShownText.of(text));
    }
  }

  /** The target of this path, if it can be one. */
  public static Optional<TargetName> of(String text) {
    return isName(text) ? Optional.of(new TargetName(text)) : Optional.empty();
  }

  private static boolean isName(String text) {
    return !text.isEmpty() && text.length() <= MAX_LENGTH;
  }

  /** The parts between the slashes. */
  public List<String> segments() {
    return List.of(text.split("/", -1));
  }

  /** The path to ask a server for, where files carry no hash in their names. */
  public String urlPath() {
    return path("");
  }

  /** The path to ask a server for, with a hash before the last segment (TUF section 3.1). */
  public String urlPath(Bytes hash) {
    return path(hash.hex() + ".");
  }

  private String path(String prefix) {
    var encoded = new ArrayList<String>();
    for (String segment : segments()) {
      encoded.add(encoded(segment));
    }
    encoded.set(encoded.size() - 1, prefix + encoded.getLast());
    return String.join("/", encoded);
  }

  /** A dot or two alone would be taken for a folder above. */
  private static String encoded(String segment) {
    return segment.equals(".") || segment.equals("..")
        ? segment.replace(".", "%2E")
        : PercentEncoding.of(segment);
  }

  /**
   * The name of its file in one flat folder: no part of the path leads out of there, and no two
   * targets share a name.
   */
  public String fileName() {
    var encoded = PercentEncoding.of(text).replaceFirst("^\\.", "%2E");
    return encoded.length() <= MAX_FILE_NAME
        ? encoded
        : "%sha256-" + Digest.of(Bytes.utf8(text)).value().hex();
  }

  /** For people. */
  @Override
  public String toString() {
    return ShownText.of(text);
  }
}
