package dev.portcullis.simulator.phone;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One table of a TOML file, read key by key; {@link #end} refuses what nobody asked for. */
final class SettingsTable {

  private final JsonNode node;
  private final String path;
  private final Set<String> asked = new HashSet<>();

  private SettingsTable(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  static SettingsTable top(JsonNode tree) throws BadSetting {
    if (!tree.isObject()) {
      throw new BadSetting("(file)", "is empty");
    }
    return new SettingsTable(tree, "");
  }

  SettingsTable table(String key) throws BadSetting {
    var child = required(key);
    if (!child.isObject()) {
      throw bad(key, "must be a table");
    }
    return new SettingsTable(child, path + key + ".");
  }

  String text(String key) throws BadSetting {
    return text(key, required(key));
  }

  List<String> texts(String key) throws BadSetting {
    var child = required(key);
    if (!child.isArray() || child.isEmpty()) {
      throw bad(key, "must be a list of at least one text");
    }
    var texts = new ArrayList<String>();
    for (var item : child) {
      texts.add(text(key, item));
    }
    return texts;
  }

  void end() throws BadSetting {
    for (var entry : node.properties()) {
      if (!asked.contains(entry.getKey())) {
        throw bad(entry.getKey(), "is not a setting");
      }
    }
  }

  BadSetting bad(String key, String reason) {
    return new BadSetting(path + key, reason);
  }

  private JsonNode required(String key) throws BadSetting {
    asked.add(key);
    var child = node.get(key);
    if (child == null) {
      throw bad(key, "is missing");
    }
    return child;
  }

  private String text(String key, JsonNode child) throws BadSetting {
    if (!child.isTextual() || child.textValue().isEmpty()) {
      throw bad(key, "must be text in quotes");
    }
    return child.textValue();
  }
}
