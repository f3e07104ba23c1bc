package dev.portcullis.ota.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.JsonValue.Items;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Nothing;
import dev.portcullis.ota.json.JsonValue.Text;
import dev.portcullis.ota.json.JsonValue.Truth;
import dev.portcullis.ota.json.JsonValue.Whole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Reads one JSON value in UTF-8, to the last byte. */
public final class JsonReader {

  /** As many as a 128-bit number takes; nothing in metadata comes near. */
  private static final int MAX_DIGITS = 40;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** Names come from strangers: they are neither interned nor kept. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(2 * JsonValue.MAX_DEPTH).build())
          .build();

  private final JsonParser parser;
  private int values;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads {@code content}; whoever calls bounds its size. */
  public static Outcome<JsonValue, JsonFault> read(Bytes content) {
    // Decoded here, for the parser would also take UTF-16 and UTF-32.
    var text = new String(content.toArray(), StandardCharsets.UTF_8);
    if (!Bytes.utf8(text).equals(content)
        || (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK)) {
      return Outcome.refused(JsonFault.MALFORMED);
    }
    try (var parser = FACTORY.createParser(text)) {
      parser.nextToken();
      var value = new JsonReader(parser).value(0);
      return value instanceof Outcome.Passed<JsonValue, JsonFault> && parser.nextToken() != null
          ? Outcome.refused(JsonFault.MALFORMED)
          : value;
    } catch (IOException e) {
      return Outcome.refused(JsonFault.MALFORMED);
    }
  }

  private Outcome<JsonValue, JsonFault> value(int depth) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return Outcome.refused(JsonFault.MALFORMED);
    }
    if (++values > JsonValue.MAX_VALUES) {
      return Outcome.refused(JsonFault.TOO_MANY_VALUES);
    }
    return switch (token) {
      case START_OBJECT -> members(depth + 1);
      case START_ARRAY -> items(depth + 1);
      case VALUE_STRING -> text(parser.getText()).map(Text::new);
      case VALUE_NUMBER_INT ->
          parser.getTextLength() <= MAX_DIGITS
              ? Outcome.passed(new Whole(parser.getBigIntegerValue()))
              : Outcome.refused(JsonFault.NOT_WHOLE);
      case VALUE_NUMBER_FLOAT -> Outcome.refused(JsonFault.NOT_WHOLE);
      case VALUE_TRUE -> Outcome.passed(new Truth(true));
      case VALUE_FALSE -> Outcome.passed(new Truth(false));
      case VALUE_NULL -> Outcome.passed(new Nothing());
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          Outcome.refused(JsonFault.MALFORMED);
    };
  }

  private static Outcome<String, JsonFault> text(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (Character.getType(text.codePointAt(i)) == Character.SURROGATE) {
        return Outcome.refused(JsonFault.HALF_A_CHARACTER);
      }
    }
    return Outcome.passed(text);
  }

  private Outcome<JsonValue, JsonFault> members(int depth) throws IOException {
    if (depth > JsonValue.MAX_DEPTH) {
      return Outcome.refused(JsonFault.TOO_DEEP);
    }
    var members = new LinkedHashMap<String, JsonValue>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      if (!(text(parser.currentName()) instanceof Outcome.Passed<String, JsonFault>(var name))) {
        return Outcome.refused(JsonFault.HALF_A_CHARACTER);
      }
      if (members.containsKey(name)) {
        return Outcome.refused(JsonFault.DUPLICATE_MEMBER);
      }
      parser.nextToken();
      switch (value(depth)) {
        case Outcome.Passed<JsonValue, JsonFault>(var value) -> members.put(name, value);
        case Outcome.Refused<JsonValue, JsonFault> refused -> {
          return refused;
        }
      }
    }
    return Outcome.passed(new Members(members));
  }

  private Outcome<JsonValue, JsonFault> items(int depth) throws IOException {
    if (depth > JsonValue.MAX_DEPTH) {
      return Outcome.refused(JsonFault.TOO_DEEP);
    }
    var items = new ArrayList<JsonValue>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      switch (value(depth)) {
        case Outcome.Passed<JsonValue, JsonFault>(var value) -> items.add(value);
        case Outcome.Refused<JsonValue, JsonFault> refused -> {
          return refused;
        }
      }
    }
    return Outcome.passed(new Items(items));
  }
}
