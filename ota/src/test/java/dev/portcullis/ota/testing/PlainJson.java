package dev.portcullis.ota.testing;

import dev.portcullis.crypto.Bytes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes maps, lists, texts, numbers and truths as canonical JSON. Independent of the writer under
 * test; its keys are ASCII, so that their order needs no thought.
 */
public final class PlainJson {

  private PlainJson() {}

  /** The encoding of a value. */
  public static Bytes of(Object value) {
    return Bytes.utf8(text(value));
  }

  /** The same for a file that goes over the wire, where line ends within strings are escaped. */
  public static Bytes file(Object value) {
    return Bytes.utf8(text(value).replace("\n", "\\n"));
  }

  private static String text(Object value) {
    return switch (value) {
      case String text -> quoted(text);
      case Map<?, ?> map -> {
        var sorted = new TreeMap<String, String>();
        map.forEach((key, each) -> sorted.put(key.toString(), text(each)));
        var members = new StringBuilder();
        sorted.forEach((key, each) ->
            members
                .append(members.isEmpty() ? "" : ",")
                .append(quoted(key))
                .append(':')
                .append(each));
        yield "{" + members + "}";
      }
      case List<?> list ->
          "[" + String.join(",", list.stream().map(PlainJson::text).toList()) + "]";
      default -> value.toString();
    };
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
