package dev.portcullis.crypto.attest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.JsonValue.Items;
import dev.portcullis.crypto.attest.JsonValue.Members;
import dev.portcullis.crypto.attest.JsonValue.Other;
import dev.portcullis.crypto.attest.JsonValue.Text;
import dev.portcullis.crypto.attest.JsonValue.Whole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Reads one JSON object in UTF-8, to the last byte, without duplicate members. */
final class JsonReader {

  /** Names come from strangers: they are neither interned nor kept. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(2 * JsonValue.MAX_DEPTH).build())
          .build();

  private final JsonParser parser;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads {@code content}; whoever calls bounds its size. */
  static Outcome<Members, AttestationRefusal> object(Bytes content) {
    byte[] utf8 = content.toArray();
    // Decoded here, for the parser would also take UTF-16 and UTF-32.
    var text = new String(utf8, StandardCharsets.UTF_8);
    if (!Bytes.utf8(text).equals(content)) {
      return Outcome.refused(AttestationRefusal.MALFORMED);
    }
    try (var parser = FACTORY.createParser(text)) {
      parser.nextToken();
      var value = new JsonReader(parser).value(1);
      if (value instanceof Outcome.Passed<JsonValue, AttestationRefusal>
          && parser.nextToken() != null) {
        return Outcome.refused(AttestationRefusal.MALFORMED);
      }
      return value.then(read ->
          read instanceof Members members
              ? Outcome.passed(members)
              : Outcome.refused(AttestationRefusal.MALFORMED));
    } catch (IOException e) {
      return Outcome.refused(AttestationRefusal.MALFORMED);
    }
  }

  private Outcome<JsonValue, AttestationRefusal> value(int depth) throws IOException {
    if (depth > JsonValue.MAX_DEPTH + 1) {
      return Outcome.refused(AttestationRefusal.TOO_DEEP);
    }
    JsonToken token = parser.currentToken();
    if (token == null) {
      return Outcome.refused(AttestationRefusal.MALFORMED);
    }
    return switch (token) {
      case START_OBJECT -> members(depth);
      case START_ARRAY -> items(depth);
      case VALUE_STRING -> Outcome.passed(new Text(parser.getText()));
      case VALUE_NUMBER_INT -> Outcome.passed(number());
      case VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> Outcome.passed(new Other());
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          Outcome.refused(AttestationRefusal.MALFORMED);
    };
  }

  private JsonValue number() throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> new Whole(parser.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> new Other();
    };
  }

  private Outcome<JsonValue, AttestationRefusal> members(int depth) throws IOException {
    var members = new LinkedHashMap<String, JsonValue>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      if (members.containsKey(name)) {
        return Outcome.refused(AttestationRefusal.DUPLICATE_MEMBER);
      }
      parser.nextToken();
      switch (value(depth + 1)) {
        case Outcome.Passed<JsonValue, AttestationRefusal>(var value) -> members.put(name, value);
        case Outcome.Refused<JsonValue, AttestationRefusal> refused -> {
          return refused;
        }
      }
    }
    return Outcome.passed(new Members(members));
  }

  private Outcome<JsonValue, AttestationRefusal> items(int depth) throws IOException {
    var items = new ArrayList<JsonValue>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      switch (value(depth + 1)) {
        case Outcome.Passed<JsonValue, AttestationRefusal>(var value) -> items.add(value);
        case Outcome.Refused<JsonValue, AttestationRefusal> refused -> {
          return refused;
        }
      }
    }
    return Outcome.passed(new Items(items));
  }
}
