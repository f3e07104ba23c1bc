package dev.portcullis.ota.json;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of JSON (RFC 8259), without the fractions that canonical JSON cannot write. */
public sealed interface JsonValue {

  /** How deep arrays and objects may nest. */
  int MAX_DEPTH = 24;

  /** How many values one document may have: a megabyte of empty arrays would take fifty. */
  int MAX_VALUES = 60_000;

  /** A string of whole characters: no half of a surrogate pair. */
  record Text(String value) implements JsonValue {}

  /** A number without fraction and exponent. */
  record Whole(BigInteger value) implements JsonValue {}

  /** {@code true} or {@code false}. */
  record Truth(boolean value) implements JsonValue {}

  /** {@code null}. */
  record Nothing() implements JsonValue {}

  /** An array. */
  record Items(List<JsonValue> values) implements JsonValue {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** An object, each member once, in the order they were written. */
  record Members(Map<String, JsonValue> values) implements JsonValue {
    public Members {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** An object without members. */
    public static Members none() {
      return new Members(Map.of());
    }

    /** What has this name. */
    public Optional<JsonValue> member(String name) {
      return Optional.ofNullable(values.get(name));
    }
  }
}
