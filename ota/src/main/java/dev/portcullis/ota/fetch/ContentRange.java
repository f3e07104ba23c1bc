package dev.portcullis.ota.fetch;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which part of a file an answer says it carries (RFC 9110, section 14.4).
 *
 * @param first the index of its first byte
 * @param last the index of its last byte, not before the first
 * @param complete how many bytes the whole file has, more than {@code last}
 */
record ContentRange(long first, long last, long complete) {

  /** At most 18 digits, so that no number overflows. */
  private static final String NUMBER = "(0|[1-9][0-9]{0,17})";

  private static final Pattern RANGE =
      Pattern.compile("(?i:bytes) " + NUMBER + "-" + NUMBER + "/" + NUMBER);

  /**
   * Reads the field's value, if it is of bytes, says all three numbers, and they fit together. A
   * server that does not know how long its file is, is of no use here.
   */
  static Optional<ContentRange> parse(String value) {
    var matcher = RANGE.matcher(value);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var range =
        new ContentRange(
            Long.parseLong(matcher.group(1)),
            Long.parseLong(matcher.group(2)),
            Long.parseLong(matcher.group(3)));
    return range.first <= range.last && range.last < range.complete
        ? Optional.of(range)
        : Optional.empty();
  }

  /** Whether this is all of a file of {@code length} bytes but its first {@code from}. */
  boolean isRestOf(long length, long from) {
    return first == from && last == complete - 1 && complete == length;
  }
}
