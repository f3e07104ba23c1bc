package dev.portcullis.can.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.portcullis.can.watch.BaselineRefusal.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One object of a baseline file. It gives each value by type and finds the keys nobody asked for;
 * the first fault of the file is kept, and a stand-in returned.
 */
final class BaselineFields {

  /** The first fault of a file. */
  static final class Faults {

    private Optional<BaselineRefusal> first = Optional.empty();

    void note(Reason reason, String place) {
      if (first.isEmpty()) {
        first = Optional.of(new BaselineRefusal(reason, place));
      }
    }

    Optional<BaselineRefusal> first() {
      return first;
    }
  }

  private final JsonNode node;
  private final String path;
  private final Faults faults;
  private final Set<String> asked = new HashSet<>();

  BaselineFields(JsonNode node, String path, Faults faults) {
    this.node = node;
    this.path = path;
    this.faults = faults;
    if (!node.isObject()) {
      faults.note(Reason.WRONG_TYPE, path);
    }
  }

  void fault(Reason reason, String key) {
    faults.note(reason, path + "." + key);
  }

  long whole(String key, long least, long most) {
    JsonNode value = value(key);
    if (!value.isIntegralNumber()) {
      fault(Reason.WRONG_TYPE, key);
      return least;
    }
    if (!value.canConvertToLong() || value.longValue() < least || value.longValue() > most) {
      fault(Reason.OUT_OF_RANGE, key);
      return least;
    }
    return value.longValue();
  }

  double number(String key) {
    JsonNode value = value(key);
    if (!value.isNumber()) {
      fault(Reason.WRONG_TYPE, key);
      return 0;
    }
    if (!Double.isFinite(value.doubleValue())) {
      fault(Reason.OUT_OF_RANGE, key);
      return 0;
    }
    return value.doubleValue();
  }

  String text(String key) {
    JsonNode value = value(key);
    if (!value.isTextual()) {
      fault(Reason.WRONG_TYPE, key);
    }
    return value.asText("");
  }

  boolean has(String key) {
    return node.has(key);
  }

  BaselineFields fields(String key) {
    return new BaselineFields(value(key), path + "." + key, faults);
  }

  List<BaselineFields> list(String key, int most) {
    JsonNode value = value(key);
    if (!value.isArray()) {
      fault(Reason.WRONG_TYPE, key);
      return List.of();
    }
    if (value.size() > most) {
      fault(Reason.OUT_OF_RANGE, key);
      return List.of();
    }
    List<BaselineFields> each = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      each.add(new BaselineFields(value.get(i), path + "." + key + "[" + i + "]", faults));
    }
    return each;
  }

  private JsonNode value(String key) {
    asked.add(key);
    JsonNode value = node.get(key);
    if (value == null) {
      fault(Reason.MISSING_KEY, key);
      return MissingNode.getInstance();
    }
    return value;
  }

  /** Notes every key that nobody asked for. */
  void end() {
    node.fieldNames()
        .forEachRemaining(key -> {
          if (!asked.contains(key)) {
            fault(Reason.UNKNOWN_KEY, key);
          }
        });
  }
}
