package dev.portcullis.ota.metadata;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Names of strangers as one segment of a URL, and as one file's name (RFC 3986 section 2). */
final class PercentEncoding {

  private static final String UNRESERVED = "-._~";

  private PercentEncoding() {}

  /** {@code text} with everything but unreserved characters as the percent-encoded UTF-8. */
  static String of(String text) {
    var encoded = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved(each)) {
        encoded.append((char) each);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(byte each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9')
        || UNRESERVED.indexOf(each) >= 0;
  }
}
