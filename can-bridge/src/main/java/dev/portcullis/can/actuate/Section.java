package dev.portcullis.can.actuate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.portcullis.can.actuate.CommandMapRefusal.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One table of the command map. It knows its path, gives each value by type, and in {@link #end}
 * finds the keys nobody asked for. What is missing or mistyped is noted, and a stand-in returned.
 */
final class Section {

  private final JsonNode table;
  private final String path;
  private final MapFaults faults;
  private final Set<String> asked = new HashSet<>();

  Section(JsonNode table, String path, MapFaults faults) {
    this.table = table;
    this.path = path;
    this.faults = faults;
    if (!table.isObject()) {
      faults.note(Reason.WRONG_TYPE, path, "not a table");
    }
  }

  /** The full path of a key of this table; of the table itself for an empty one. */
  private String path(String key) {
    return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
  }

  void fault(Reason reason, String key, String detail) {
    faults.note(reason, path(key), detail);
  }

  boolean has(String key) {
    return table.has(key);
  }

  String text(String key) {
    JsonNode value = value(key);
    if (!value.isTextual()) {
      fault(Reason.WRONG_TYPE, key, "not a text");
    } else if (value.textValue().isEmpty()) {
      fault(Reason.OUT_OF_RANGE, key, "empty");
    }
    return value.asText("");
  }

  long whole(String key, long min, long max) {
    JsonNode value = value(key);
    if (!value.isIntegralNumber()) {
      fault(Reason.WRONG_TYPE, key, "not a whole number");
      return min;
    }
    if (!value.canConvertToLong() || value.longValue() < min || value.longValue() > max) {
      fault(Reason.OUT_OF_RANGE, key, value.asText() + " is not in " + min + " to " + max);
      return min;
    }
    return value.longValue();
  }

  /** A text or a whole number, as the file has it. */
  JsonNode textOrWhole(String key) {
    JsonNode value = value(key);
    if (!value.isTextual() && !(value.isIntegralNumber() && value.canConvertToLong())) {
      fault(Reason.WRONG_TYPE, key, "neither a text nor a whole number");
      return JsonNodeFactory.instance.numberNode(0L);
    }
    return value;
  }

  Optional<String> optionalText(String key) {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  /** The texts of a list; an absent key is an empty list. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list(key)) {
      if (!item.isTextual()) {
        fault(Reason.WRONG_TYPE, key, "not a list of texts");
      }
      texts.add(item.asText(""));
    }
    return texts;
  }

  /** The tables of a list; an absent key is an empty list. */
  List<Section> tables(String key) {
    List<Section> tables = new ArrayList<>();
    for (JsonNode item : list(key)) {
      tables.add(new Section(item, path(key) + "[" + tables.size() + "]", faults));
    }
    return tables;
  }

  private JsonNode list(String key) {
    if (!has(key)) {
      asked.add(key);
      return JsonNodeFactory.instance.arrayNode();
    }
    JsonNode value = value(key);
    if (!value.isArray()) {
      fault(Reason.WRONG_TYPE, key, "not a list");
      return JsonNodeFactory.instance.arrayNode();
    }
    return value;
  }

  Section table(String key) {
    return new Section(value(key), path(key), faults);
  }

  /** A table that may be absent, which is the same as empty. */
  Section optionalTable(String key) {
    asked.add(key);
    return has(key)
        ? table(key)
        : new Section(JsonNodeFactory.instance.objectNode(), path(key), faults);
  }

  /** The keys of this table, in the file's order. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    table.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** Every key of this table with its own table. */
  Map<String, Section> tables() {
    Map<String, Section> tables = new LinkedHashMap<>();
    for (String key : keys()) {
      tables.put(key, table(key));
    }
    return tables;
  }

  /** Finds the keys that nobody asked for. */
  void end() {
    for (String key : keys()) {
      if (!asked.contains(key)) {
        fault(Reason.UNKNOWN_KEY, key, "a key that means nothing here");
      }
    }
  }

  private JsonNode value(String key) {
    asked.add(key);
    JsonNode value = table.get(key);
    if (value == null) {
      fault(Reason.MISSING_KEY, key, "missing");
      return JsonNodeFactory.instance.missingNode();
    }
    return value;
  }
}
