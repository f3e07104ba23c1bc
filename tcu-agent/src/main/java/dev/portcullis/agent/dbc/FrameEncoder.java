package dev.portcullis.agent.dbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.DbcRefusal;
import dev.portcullis.can.dbc.EncodeRefusal;
import dev.portcullis.can.dbc.FrameFormat;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Presence;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From {@code {"msg":…,"raw":{…}}} or {@code {"msg":…,"phys":{…}}} to {@code
 * {"id":…,"ext":…,"data":"…"}}. Of both, {@code raw} is used: physical values are rounded. Where
 * several messages have one name, {@code "id"} and {@code "ext"} in the input tell which.
 */
final class FrameEncoder implements LineConverter {

  /** What the file's {@code [minimum|maximum]} is good for. */
  enum LimitCheck {
    /** A value outside is refused, unless it has a name. */
    HELD,
    /** Only a signal's bits limit its value. */
    IGNORED
  }

  private final Database database;
  private final LimitCheck limits;

  FrameEncoder(Database database, LimitCheck limits) {
    this.database = database;
    this.limits = limits;
  }

  @Override
  public Answer convert(String line) {
    Outcome<Answer, Answer> answer =
        Answer.read(line)
            .then(values ->
                message(values)
                    .then(message -> raw(values, message).then(raw -> encode(message, raw))));
    return switch (answer) {
      case Outcome.Passed<Answer, Answer>(Answer encoded) -> encoded;
      case Outcome.Refused<Answer, Answer>(Answer refused) -> refused;
    };
  }

  private Outcome<Message, Answer> message(JsonNode values) {
    if (!values.path("msg").isTextual()) {
      return Outcome.refused(Answer.refused("UNKNOWN_MESSAGE", "msg must be a message's name"));
    }
    String name = values.get("msg").textValue();
    List<Outcome<Message, DbcRefusal>> found = database.messages(name);
    if (found.isEmpty()) {
      return Outcome.refused(Answer.refused("UNKNOWN_MESSAGE", "no message has this name"));
    }
    if (found.size() == 1) {
      return FrameFields.usable(found.getFirst());
    }
    if (!values.has("id")) {
      return Outcome.refused(
          Answer.refused("AMBIGUOUS_MESSAGE", "several messages have this name: give id and ext"));
    }
    return FrameFields.id(values)
        .then(id -> {
          List<Outcome<Message, DbcRefusal>> both =
              database.messages(id).stream().filter(found::contains).toList();
          return both.isEmpty()
              ? Outcome.refused(Answer.refused("UNKNOWN_ID", "no message of this name has this id"))
              : FrameFields.usable(both.getLast());
        });
  }

  private Outcome<Map<String, Long>, Answer> raw(JsonNode line, Message message) {
    boolean isRaw = line.has("raw");
    JsonNode values = isRaw ? line.get("raw") : line.path("phys");
    if (!values.isObject()) {
      return Outcome.refused(
          Answer.refused("NO_VALUES", "raw or phys must be an object of signals and values"));
    }
    Map<String, Long> raw = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      var signal = message.signal(value.getKey());
      if (signal.isEmpty()) {
        return Outcome.refused(refused(EncodeRefusal.UNKNOWN_SIGNAL, message, value.getKey()));
      }
      Outcome<Long, EncodeRefusal> parsed =
          isRaw
              ? text(value.getValue()).then(signal.get().text()::parseRaw)
              : text(value.getValue()).then(signal.get().text()::parsePhysical);
      switch (parsed) {
        case Outcome.Refused<Long, EncodeRefusal>(EncodeRefusal why) -> {
          return Outcome.refused(refused(why, message, value.getKey()));
        }
        case Outcome.Passed<Long, EncodeRefusal>(Long number) -> {
          if (limits == LimitCheck.HELD && !isWithinLimits(signal.get(), number)) {
            return Outcome.refused(
                Answer.refused(
                    "OUTSIDE_LIMITS",
                    message.name() + "." + value.getKey() + " is outside the file's limits"));
          }
          raw.put(value.getKey(), number);
        }
      }
    }
    return Outcome.passed(raw);
  }

  private static Outcome<String, EncodeRefusal> text(JsonNode value) {
    return value.isTextual() || value.isNumber()
        ? Outcome.passed(value.asText())
        : Outcome.refused(EncodeRefusal.NO_SUCH_VALUE);
  }

  private static boolean isWithinLimits(Signal signal, long raw) {
    return signal.valueName(raw).isPresent()
        || signal
            .limits()
            .map(limits -> signal.physical(raw).map(limits::contain).orElse(false))
            .orElse(true);
  }

  private static Outcome<Answer, Answer> encode(Message message, Map<String, Long> raw) {
    return message
        .encode(raw)
        .mapRefusal(refusal -> refused(refusal, message, subject(refusal, message, raw)))
        .map(data -> Answer.of(frame(message, data)));
  }

  private static ObjectNode frame(Message message, Bytes data) {
    ObjectNode frame =
        Answer.newObject()
            .put("id", message.id().value())
            .put("ext", message.id() instanceof ArbitrationId.Extended);
    if (message.format() == FrameFormat.FD) {
      frame.put("fd", true);
    }
    return frame.put("data", data.hex());
  }

  /** The signal to name in a refusal, where it is plain which one it is. */
  private static String subject(EncodeRefusal refusal, Message message, Map<String, Long> raw) {
    if (refusal == EncodeRefusal.MISSING_SIGNAL) {
      for (Signal signal : message.signals()) {
        if (signal.presence() instanceof Presence.Always && !raw.containsKey(signal.name())) {
          return signal.name();
        }
      }
    }
    return "";
  }

  private static Answer refused(EncodeRefusal refusal, Message message, String signal) {
    String subject = signal.isEmpty() ? message.name() : message.name() + "." + signal;
    return Answer.refused(
        refusal.name(),
        subject
            + ": "
            + switch (refusal) {
              case MISSING_SIGNAL ->
                  "a signal that this message has under its multiplexors is missing";
              case UNKNOWN_SIGNAL ->
                  "the message has no such signal, or not under its multiplexors";
              case OUT_OF_RANGE -> "the signal's bits cannot hold this value";
              case NO_SUCH_VALUE ->
                  "neither a number nor what the file calls one value of the signal";
              case CONTRADICTION -> "signals that share bits have different values there";
              case UNKNOWN_MULTIPLEX_VALUE ->
                  "a multiplexor has a value for which nothing is described";
            });
  }
}
