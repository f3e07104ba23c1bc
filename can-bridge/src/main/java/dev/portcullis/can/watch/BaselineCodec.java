package dev.portcullis.can.watch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.watch.BaselineRefusal.Reason;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.util.Iterator;

/**
 * A baseline as a file: JSON with a schema number and the digest of the DBC file, a message a line,
 * so that two of them can be compared line by line. Strict when read: a key more, a key less or a
 * signal that the DBC file does not have is refused.
 */
public final class BaselineCodec {

  /** The version of the format. */
  public static final int SCHEMA = 1;

  /** The largest file. */
  public static final int MAX_SIZE = 8 << 20;

  /** Two frames a day apart are no gap; nanoseconds. */
  static final long LONGEST_GAP = 86_400_000_000_000L;

  private static final int MAX_DEPTH = 8;
  private static final int MAX_TEXT = 4_096;
  private static final int MAX_DIGITS = 64;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_DIGITS)
                          .maxStringLength(MAX_TEXT)
                          .maxNameLength(MAX_TEXT)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private BaselineCodec() {}

  /** Reads a file that must belong to this description. */
  public static Outcome<Baseline, BaselineRefusal> decode(Bytes file, BusDescription description) {
    if (file.size() > MAX_SIZE) {
      return Outcome.refused(new BaselineRefusal(Reason.TOO_LARGE, "file"));
    }
    try {
      JsonNode document = JSON.readTree(file.toArray());
      return document.isMissingNode()
          ? Outcome.refused(new BaselineRefusal(Reason.NOT_JSON, "file"))
          : new BaselineReader(description).read(document);
    } catch (IOException _) {
      return Outcome.refused(new BaselineRefusal(Reason.NOT_JSON, "file"));
    }
  }

  /** Writes a baseline of this description; the same one always as the same bytes. */
  public static Bytes encode(Baseline baseline, BusDescription description) {
    var text = new StringBuilder();
    text.append("{\"schema\":").append(SCHEMA);
    text.append(",\"dbc\":\"").append(baseline.description().value().hex()).append('"');
    text.append(",\"duration_ns\":").append(baseline.duration());
    text.append(",\"fullest_percent\":").append(baseline.fullest());
    text.append(",\"messages\":[");
    Iterator<MessageBaseline> messages = baseline.messages().iterator();
    while (messages.hasNext()) {
      text.append('\n').append(json(object(messages.next(), description)));
      text.append(messages.hasNext() ? "," : "");
    }
    return Bytes.utf8(text.append("\n]}\n").toString());
  }

  private static ObjectNode object(MessageBaseline message, BusDescription description) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put(
        switch (message.id()) {
          case ArbitrationId.Standard _ -> "id";
          case ArbitrationId.Extended _ -> "extended_id";
        },
        message.id().value());
    object.put("name", description.message(message.id()).orElseThrow().name());
    object.put("frames", message.frames());
    message
        .gaps()
        .ifPresent(gaps ->
            object
                .putObject("gap_ns")
                .put("count", gaps.count())
                .put("mean", gaps.mean())
                .put("deviation", gaps.deviation())
                .put("shortest", gaps.shortest())
                .put("longest", gaps.longest()));
    message
        .counter()
        .ifPresent(counter ->
            object
                .putObject("counter")
                .put("signal", counter.signal())
                .put("modulus", counter.modulus()));
    message
        .checksum()
        .ifPresent(checksum ->
            object
                .putObject("checksum")
                .put("signal", checksum.signal())
                .put("rule", checksum.rule().name()));
    ArrayNode signals = object.putArray("signals");
    for (SignalBaseline signal : message.signals()) {
      signals
          .addObject()
          .put("signal", signal.name())
          .put("minimum", signal.minimum())
          .put("maximum", signal.maximum())
          .put("step", signal.step())
          .put("changes", signal.changes());
    }
    ArrayNode twins = object.putArray("same");
    for (TwinBaseline twin : message.twins()) {
      twins
          .addObject()
          .put("signal", twin.signal())
          .put("with", twin.with())
          .put("difference", twin.difference())
          .put("span", twin.span());
    }
    return object;
  }

  private static String json(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can always be written", e);
    }
  }
}
