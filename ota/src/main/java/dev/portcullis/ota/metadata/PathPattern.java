package dev.portcullis.ota.metadata;

import java.util.List;

/**
 * A pattern of paths (TUF section 4.5): {@code *} stands for any characters but a slash, {@code ?}
 * for one. Everything else stands for itself, also a bracket: a pattern means rather too few files
 * than too many.
 *
 * @param segments the parts between the slashes
 */
public record PathPattern(List<String> segments) {

  /** Copies the segments. */
  public PathPattern {
    segments = List.copyOf(segments);
  }

  /** Any text is a pattern. */
  static PathPattern of(String text) {
    return new PathPattern(List.of(text.split("/", -1)));
  }

  /** Whether a path fits. */
  boolean matches(TargetName name) {
    var parts = name.segments();
    if (parts.size() != segments.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!fits(segments.get(i), parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Goes back at most to the last star, so that no pattern of a stranger takes long. */
  private static boolean fits(String pattern, String text) {
    int p = 0;
    int t = 0;
    int afterStar = -1;
    int resumed = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        afterStar = ++p;
        resumed = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (afterStar >= 0) {
        p = afterStar;
        t = ++resumed;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
