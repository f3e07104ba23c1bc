package dev.portcullis.ota.json;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.json.JsonValue.Items;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Nothing;
import dev.portcullis.ota.json.JsonValue.Text;
import dev.portcullis.ota.json.JsonValue.Truth;
import dev.portcullis.ota.json.JsonValue.Whole;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

/**
 * OLPC canonical JSON, which TUF signatures are over (TUF specification section 3): UTF-8 without
 * white space, members in the order of their code points, and of all characters only the quote and
 * the backslash escaped. Strings are written as they were read: like every TUF implementation, it
 * does not bring them into a normalisation form.
 */
public final class CanonicalJson {

  /** UTF-8 has the order of code points; {@code String} has the order of UTF-16. */
  private static final Comparator<Map.Entry<byte[], JsonValue>> BY_CODE_POINT =
      (one, other) -> Arrays.compareUnsigned(one.getKey(), other.getKey());

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private CanonicalJson() {}

  /** The one encoding of {@code value}. */
  public static Bytes of(JsonValue value) {
    var writer = new CanonicalJson();
    writer.value(value);
    return Bytes.of(writer.out.toByteArray());
  }

  private void value(JsonValue value) {
    switch (value) {
      case Text(var text) -> text(utf8(text));
      case Whole(var number) -> ascii(number.toString());
      case Truth(var truth) -> ascii(Boolean.toString(truth));
      case Nothing() -> ascii("null");
      case Items(var items) -> {
        out.write('[');
        for (int i = 0; i < items.size(); i++) {
          comma(i);
          value(items.get(i));
        }
        out.write(']');
      }
      case Members(var members) -> members(members);
    }
  }

  private void members(Map<String, JsonValue> members) {
    var sorted = new ArrayList<Map.Entry<byte[], JsonValue>>(members.size());
    members.forEach((name, value) -> sorted.add(Map.entry(utf8(name), value)));
    sorted.sort(BY_CODE_POINT);
    out.write('{');
    for (int i = 0; i < sorted.size(); i++) {
      comma(i);
      text(sorted.get(i).getKey());
      out.write(':');
      value(sorted.get(i).getValue());
    }
    out.write('}');
  }

  private void comma(int index) {
    if (index > 0) {
      out.write(',');
    }
  }

  private void text(byte[] utf8) {
    out.write('"');
    for (byte each : utf8) {
      if (each == '"' || each == '\\') {
        out.write('\\');
      }
      out.write(each);
    }
    out.write('"');
  }

  private void ascii(String text) {
    out.writeBytes(utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
