package dev.portcullis.simulator.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the agent's trace: a JSON object a line. */
final class TraceCodec {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private TraceCodec() {}

  /** The line; empty for what is none of ours. */
  static Optional<TraceLine> parse(String line) {
    try {
      var json = MAPPER.readTree(line);
      return json == null ? Optional.empty() : read(json);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<TraceLine> read(JsonNode json) {
    return switch (json.path("type").asText()) {
      case "ready" -> Optional.of(new TraceLine.Ready(json.path("millis").asLong()));
      case "decision" -> Optional.of(decision(json));
      case "strangers" ->
          code(json)
              .map(code ->
                  new TraceLine.Strangers(
                      code, json.path("count").asLong(), json.path("meanNanos").asLong()));
      case "floor" -> Optional.of(new TraceLine.Floor(json.path("micros").asLong()));
      case "event" ->
          Optional.of(
              new TraceLine.Event(json.path("what").asText(), json.path("detail").asText()));
      default -> Optional.empty();
    };
  }

  private static TraceLine decision(JsonNode json) {
    return new TraceLine.Decided(
        Optional.ofNullable(json.get("command")).map(JsonNode::asText),
        json.path("outcome").asText(),
        code(json),
        json.path("micros").asLong(),
        json.has("toFrameMicros")
            ? OptionalLong.of(json.path("toFrameMicros").asLong())
            : OptionalLong.empty());
  }

  private static Optional<RefusalCode> code(JsonNode json) {
    return RefusalCode.ofWire(json.path("code").asText());
  }
}
