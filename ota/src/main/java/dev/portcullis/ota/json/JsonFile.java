package dev.portcullis.ota.json;

import dev.portcullis.crypto.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A value as a file that every JSON parser reads. Canonical JSON leaves control characters as they
 * are, which RFC 8259 (section 7) forbids: they are escaped here, and nothing else is different.
 */
public final class JsonFile {

  private JsonFile() {}

  /** The one spelling of {@code value}. */
  public static Bytes of(JsonValue value) {
    var out = new ByteArrayOutputStream();
    // Canonical JSON has no white space, so that every control character lies within a string.
    for (byte each : CanonicalJson.of(value).toArray()) {
      if (each >= 0 && each < ' ') {
        out.writeBytes("\\u%04x".formatted((int) each).getBytes(StandardCharsets.US_ASCII));
      } else {
        out.write(each);
      }
    }
    return Bytes.of(out.toByteArray());
  }
}
