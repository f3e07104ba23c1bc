package dev.portcullis.crypto.attest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value (RFC 8259) of a token, as far as a reader of tokens has to tell values apart. */
sealed interface JsonValue {

  /** How deep arrays and objects may nest. */
  int MAX_DEPTH = 8;

  /** A string. */
  record Text(String value) implements JsonValue {}

  /** A number that is whole and fits: dates and codes. */
  record Whole(long value) implements JsonValue {}

  /** A number that is not, a truth value, or null: nothing in a token that is read. */
  record Other() implements JsonValue {}

  /** An array. */
  record Items(List<JsonValue> values) implements JsonValue {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** An object, each member once. */
  record Members(Map<String, JsonValue> values) implements JsonValue {
    public Members {
      values = Map.copyOf(values);
    }

    Optional<JsonValue> member(String name) {
      return Optional.ofNullable(values.get(name));
    }

    Optional<String> text(String name) {
      return values.get(name) instanceof Text(var text) ? Optional.of(text) : Optional.empty();
    }

    boolean has(String name) {
      return values.containsKey(name);
    }
  }
}
