package dev.portcullis.can.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.crypto.Bytes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One table of the configuration: every key is asked for, and {@link #end} refuses the others. */
final class ConfigurationTable {

  private static final int MAX_TEXT = 1024;

  private final JsonNode node;
  private final String path;
  private final Set<String> asked = new TreeSet<>();

  private ConfigurationTable(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  static ConfigurationTable root(JsonNode node) throws BadSetting {
    if (!node.isObject()) {
      throw new BadSetting("(top)", "must be a table");
    }
    return new ConfigurationTable(node, "");
  }

  /** Whether a setting that may be left out is there. */
  boolean has(String key) {
    asked.add(key);
    return node.has(key);
  }

  ConfigurationTable table(String key) throws BadSetting {
    var child = required(key);
    if (!child.isObject()) {
      throw bad(key, "must be a table");
    }
    return new ConfigurationTable(child, at(key));
  }

  String text(String key) throws BadSetting {
    return text(key, required(key));
  }

  private String text(String key, JsonNode child) throws BadSetting {
    if (!child.isTextual()) {
      throw bad(key, "must be text in quotes");
    }
    var text = child.textValue();
    if (text.isEmpty() || text.length() > MAX_TEXT) {
      throw bad(key, "has " + text.length() + " characters, must have 1 to " + MAX_TEXT);
    }
    return text;
  }

  long number(String key, long least, long most) throws BadSetting {
    var child = required(key);
    if (!child.isIntegralNumber() || !child.canConvertToLong()) {
      throw bad(key, "must be a whole number");
    }
    if (child.longValue() < least || child.longValue() > most) {
      throw bad(key, "is " + child.asText() + ", must be " + least + " to " + most);
    }
    return child.longValue();
  }

  List<Bytes> hexes(String key) throws BadSetting {
    var child = required(key);
    if (!child.isArray()) {
      throw bad(key, "must be a list");
    }
    List<Bytes> values = new ArrayList<>();
    for (JsonNode item : child) {
      try {
        values.add(Bytes.fromHex(text(key, item)));
      } catch (IllegalArgumentException e) {
        throw bad(key, "must be hexadecimal digits, two a byte");
      }
    }
    return values;
  }

  void end() throws BadSetting {
    for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
      var key = keys.next();
      if (!asked.contains(key)) {
        throw bad(key, "is not a setting; known here: " + String.join(", ", asked));
      }
    }
  }

  BadSetting bad(String key, String reason) {
    return new BadSetting(at(key), reason);
  }

  private JsonNode required(String key) throws BadSetting {
    asked.add(key);
    var child = node.get(key);
    if (child == null || child.isNull()) {
      throw bad(key, "is missing");
    }
    return child;
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
