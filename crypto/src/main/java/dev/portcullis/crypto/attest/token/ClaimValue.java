package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A value of a token, read from JSON (RFC 8259) or CBOR (RFC 8949), as far as a reader of tokens
 * has to tell values apart.
 */
sealed interface ClaimValue {

  /** How deep arrays and objects may nest. */
  int MAX_DEPTH = 8;

  /** A string. */
  record Text(String value) implements ClaimValue {}

  /** Bytes, which only CBOR has; JSON writes them as Base64url. */
  record Octets(Bytes value) implements ClaimValue {}

  /** A number that is written without fraction and exponent, and fits: dates and codes. */
  record Whole(long value) implements ClaimValue {}

  /** Another number of few digits, exactly as it was written. Only JSON has them. */
  record Decimal(BigDecimal value) implements ClaimValue {}

  /** A number of too many digits, a truth value, or null: nothing in a token that is read. */
  record Other() implements ClaimValue {}

  /** An array. */
  record Items(List<ClaimValue> values) implements ClaimValue {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** An object or a map, each member once, in the order they were written. */
  record Members(Map<Label, ClaimValue> values) implements ClaimValue {
    public Members {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    Optional<ClaimValue> member(Label label) {
      return Optional.ofNullable(values.get(label));
    }

    Optional<ClaimValue> member(String name) {
      return member(new Label.Named(name));
    }

    Optional<String> text(Label label) {
      return values.get(label) instanceof Text(var text) ? Optional.of(text) : Optional.empty();
    }

    Optional<String> text(String name) {
      return text(new Label.Named(name));
    }

    Optional<Members> members(Label label) {
      return values.get(label) instanceof Members inner ? Optional.of(inner) : Optional.empty();
    }

    /** The names of the members that have one. */
    Set<String> names() {
      var names = new HashSet<String>();
      for (Label label : values.keySet()) {
        if (label instanceof Label.Named(var name)) {
          names.add(name);
        }
      }
      return names;
    }

    boolean has(Label label) {
      return values.containsKey(label);
    }

    boolean has(String name) {
      return has(new Label.Named(name));
    }
  }
}
