package dev.portcullis.can.secoc.kept;

import dev.portcullis.can.secoc.DataId;
import dev.portcullis.can.secoc.FreshnessValue;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The file of a store: a first line, one a data id with the value up to which is reserved, and the
 * SHA-256 over all before it. One spelling for each content.
 *
 * <pre>
 * portcullis-freshness 1
 * 02f0 0000000000000100
 * sha256 …
 * </pre>
 */
final class FreshnessCodec {

  /** Room for every data id there is. */
  static final int MAX_BYTES = 2 << 20;

  private static final String FIRST = "portcullis-freshness 1\n";
  private static final String LAST = "sha256 ";
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{4}) ([0-9a-f]{16})");
  private static final int LAST_LINE = LAST.length() + 2 * Digest.SIZE + 1;

  private FreshnessCodec() {}

  static Bytes encode(Map<DataId, FreshnessValue> values) {
    var text = new StringBuilder(FIRST);
    var sorted = new TreeMap<Integer, FreshnessValue>();
    values.forEach((id, value) -> sorted.put(id.value(), value));
    sorted.forEach((id, value) -> text.append(String.format("%04x %016x\n", id, value.value())));
    return Bytes.utf8(text.append(lastLine(text.toString())).toString());
  }

  /** What the file says; empty for any other bytes. */
  static Optional<Map<DataId, FreshnessValue>> decode(Bytes file) {
    var text = new String(file.toArray(), StandardCharsets.ISO_8859_1);
    int end = text.length() - LAST_LINE;
    if (end < FIRST.length()
        || !text.startsWith(FIRST)
        || !text.substring(end).equals(lastLine(text.substring(0, end)))) {
      return Optional.empty();
    }
    var values = new TreeMap<Integer, FreshnessValue>();
    var lines = text.substring(FIRST.length(), end);
    for (int at = 0; at < lines.length(); ) {
      int next = lines.indexOf('\n', at);
      var line = LINE.matcher(next < 0 ? "" : lines.substring(at, next));
      if (!line.matches()) {
        return Optional.empty();
      }
      int id = Integer.parseInt(line.group(1), 16);
      if (!values.isEmpty() && id <= values.lastKey()) {
        return Optional.empty();
      }
      values.put(id, new FreshnessValue(Long.parseUnsignedLong(line.group(2), 16)));
      at = next + 1;
    }
    var decoded = new HashMap<DataId, FreshnessValue>();
    values.forEach((id, value) -> decoded.put(new DataId(id), value));
    return Optional.of(decoded);
  }

  private static String lastLine(String before) {
    return LAST + Digest.of(Bytes.utf8(before)).value().hex() + "\n";
  }
}
