package dev.portcullis.ota.fetch;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name a server gives to the bytes of a file (RFC 9110, section 8.8.3).
 *
 * @param value as it was sent, quotes and all
 */
record EntityTag(String value) {

  /** No server needs more, and it is remembered and sent back. */
  private static final Pattern TAG = Pattern.compile("(W/)?\"[!\\x23-\\x7e]{0,128}\"");

  /** Reads the field's value, if it is one tag. */
  static Optional<EntityTag> parse(String value) {
    return TAG.matcher(value).matches() ? Optional.of(new EntityTag(value)) : Optional.empty();
  }

  /** Whether it stands for every byte; one that does not may not be asked for with a range. */
  boolean isStrong() {
    return value.startsWith("\"");
  }
}
