package dev.portcullis.crypto.attest.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.token.ClaimValue.Decimal;
import dev.portcullis.crypto.attest.token.ClaimValue.Items;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import dev.portcullis.crypto.attest.token.ClaimValue.Other;
import dev.portcullis.crypto.attest.token.ClaimValue.Text;
import dev.portcullis.crypto.attest.token.ClaimValue.Whole;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;

/** Reads one JSON object in UTF-8, to the last byte, without duplicate members. */
final class JsonReader {

  /** Names come from strangers: they are neither interned nor kept. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(2 * ClaimValue.MAX_DEPTH).build())
          .build();

  /** What can be computed with exactly, whatever the exponent makes of it. */
  private static final Pattern FEW_DIGITS =
      Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?([eE][+-]?[0-9]{1,2})?");

  private final JsonParser parser;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads {@code content}; whoever calls bounds its size. */
  static Outcome<Members, JsonRefusal> object(Bytes content) {
    byte[] utf8 = content.toArray();
    // Decoded here, for the parser would also take UTF-16 and UTF-32.
    var text = new String(utf8, StandardCharsets.UTF_8);
    if (!Bytes.utf8(text).equals(content)) {
      return Outcome.refused(JsonRefusal.MALFORMED);
    }
    try (var parser = FACTORY.createParser(text)) {
      parser.nextToken();
      var value = new JsonReader(parser).value(1);
      if (value instanceof Outcome.Passed<ClaimValue, JsonRefusal> && parser.nextToken() != null) {
        return Outcome.refused(JsonRefusal.MALFORMED);
      }
      return value.then(read ->
          read instanceof Members members
              ? Outcome.passed(members)
              : Outcome.refused(JsonRefusal.MALFORMED));
    } catch (IOException e) {
      return Outcome.refused(JsonRefusal.MALFORMED);
    }
  }

  private Outcome<ClaimValue, JsonRefusal> value(int depth) throws IOException {
    if (depth > ClaimValue.MAX_DEPTH + 1) {
      return Outcome.refused(JsonRefusal.TOO_DEEP);
    }
    JsonToken token = parser.currentToken();
    if (token == null) {
      return Outcome.refused(JsonRefusal.MALFORMED);
    }
    return switch (token) {
      case START_OBJECT -> members(depth);
      case START_ARRAY -> items(depth);
      case VALUE_STRING -> Outcome.passed(new Text(parser.getText()));
      case VALUE_NUMBER_INT -> Outcome.passed(number());
      case VALUE_NUMBER_FLOAT -> Outcome.passed(decimal(parser.getText()));
      case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> Outcome.passed(new Other());
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          Outcome.refused(JsonRefusal.MALFORMED);
    };
  }

  private ClaimValue number() throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> new Whole(parser.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> new Other();
    };
  }

  /** Never a double: two of them could be the same for different texts. */
  private static ClaimValue decimal(String text) {
    return FEW_DIGITS.matcher(text).matches() ? new Decimal(new BigDecimal(text)) : new Other();
  }

  private Outcome<ClaimValue, JsonRefusal> members(int depth) throws IOException {
    var members = new LinkedHashMap<Label, ClaimValue>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = new Label.Named(parser.currentName());
      if (members.containsKey(name)) {
        return Outcome.refused(JsonRefusal.DUPLICATE_MEMBER);
      }
      parser.nextToken();
      switch (value(depth + 1)) {
        case Outcome.Passed<ClaimValue, JsonRefusal>(var value) -> members.put(name, value);
        case Outcome.Refused<ClaimValue, JsonRefusal> refused -> {
          return refused;
        }
      }
    }
    return Outcome.passed(new Members(members));
  }

  private Outcome<ClaimValue, JsonRefusal> items(int depth) throws IOException {
    var items = new ArrayList<ClaimValue>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      switch (value(depth + 1)) {
        case Outcome.Passed<ClaimValue, JsonRefusal>(var value) -> items.add(value);
        case Outcome.Refused<ClaimValue, JsonRefusal> refused -> {
          return refused;
        }
      }
    }
    return Outcome.passed(new Items(items));
  }
}
