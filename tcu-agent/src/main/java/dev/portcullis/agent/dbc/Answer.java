package dev.portcullis.agent.dbc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.crypto.Outcome;

/**
 * One line of a filter's output: an object of JSON in ASCII, so that no terminal's encoding
 * matters.
 *
 * @param isRefusal whether it says why there is no result
 */
record Answer(ObjectNode object, boolean isRefusal) {

  private static final int MAX_DEPTH = 4;
  private static final int MAX_DIGITS = 400;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_DIGITS)
                          .maxStringLength(LineFilter.MAX_LINE)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  /** What a line of the input says, if it is one object of JSON. */
  static Outcome<JsonNode, Answer> read(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      return node != null && node.isObject()
          ? Outcome.passed(node)
          : Outcome.refused(refused("BAD_JSON", "a line is one JSON object"));
    } catch (JsonProcessingException e) {
      return Outcome.refused(refused("BAD_JSON", e.getOriginalMessage()));
    } catch (NumberFormatException _) {
      // Jackson lets it through where a number's exponent has more digits than a BigDecimal can
      // hold.
      return Outcome.refused(refused("BAD_JSON", "a number's exponent is too large"));
    }
  }

  static ObjectNode newObject() {
    return JsonNodeFactory.instance.objectNode();
  }

  static Answer of(ObjectNode object) {
    return new Answer(object, false);
  }

  static Answer refused(String code, String reason) {
    return new Answer(newObject().put("error", code).put("reason", reason), true);
  }

  String json() {
    return json(object);
  }

  static String json(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can always be written", e);
    }
  }
}
