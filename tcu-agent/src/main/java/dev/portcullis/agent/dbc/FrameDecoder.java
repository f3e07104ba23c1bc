package dev.portcullis.agent.dbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.DbcRefusal;
import dev.portcullis.can.dbc.DecodeRefusal;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.List;
import java.util.Map;

/**
 * From {@code {"id":…,"ext":…,"data":"…"}} to {@code {"msg":…,"raw":{…},"phys":{…}}}. Where several
 * messages have one id, {@code "msg"} in the input tells which; without it, it is the last one.
 */
final class FrameDecoder implements LineConverter {

  /** Whether what the file calls a value is written too. */
  enum ValueNames {
    SHOWN,
    LEFT_OUT
  }

  private final Database database;
  private final ValueNames valueNames;

  FrameDecoder(Database database, ValueNames valueNames) {
    this.database = database;
    this.valueNames = valueNames;
  }

  @Override
  public Answer convert(String line) {
    Outcome<Answer, Answer> answer =
        Answer.read(line)
            .then(frame ->
                FrameFields.id(frame)
                    .then(id -> message(frame, id))
                    .then(message -> FrameFields.data(frame).then(data -> decode(message, data))));
    return switch (answer) {
      case Outcome.Passed<Answer, Answer>(Answer decoded) -> decoded;
      case Outcome.Refused<Answer, Answer>(Answer refused) -> refused;
    };
  }

  private Outcome<Message, Answer> message(JsonNode frame, ArbitrationId id) {
    List<Outcome<Message, DbcRefusal>> found = database.messages(id);
    if (found.isEmpty()) {
      return Outcome.refused(Answer.refused("UNKNOWN_ID", "no message has the id " + id));
    }
    if (!frame.has("msg")) {
      return FrameFields.usable(found.getLast());
    }
    List<Outcome<Message, DbcRefusal>> named = database.messages(frame.get("msg").asText());
    List<Outcome<Message, DbcRefusal>> both = found.stream().filter(named::contains).toList();
    return both.isEmpty()
        ? Outcome.refused(
            Answer.refused("UNKNOWN_MESSAGE", "the id " + id + " is not of the message in msg"))
        : FrameFields.usable(both.getLast());
  }

  private Outcome<Answer, Answer> decode(Message message, Bytes data) {
    return message
        .decode(data)
        .mapRefusal(refusal -> Answer.refused(refusal.name(), explanation(refusal, message, data)))
        .map(values -> Answer.of(decoded(message, values)));
  }

  private ObjectNode decoded(Message message, Map<String, Long> values) {
    ObjectNode object = Answer.newObject().put("msg", message.name());
    ObjectNode raw = object.putObject("raw");
    ObjectNode physical = object.putObject("phys");
    for (Signal signal : message.signals()) {
      Long value = values.get(signal.name());
      if (value != null) {
        raw.put(signal.name(), signal.text().raw(value));
        physical.put(signal.name(), signal.text().physical(value));
      }
    }
    if (valueNames == ValueNames.SHOWN) {
      ObjectNode names = object.putObject("names");
      message
          .signals()
          .forEach(signal -> {
            Long value = values.get(signal.name());
            if (value != null) {
              signal.valueName(value).ifPresent(name -> names.put(signal.name(), name));
            }
          });
    }
    return object;
  }

  private static String explanation(DecodeRefusal refusal, Message message, Bytes data) {
    return switch (refusal) {
      case WRONG_LENGTH ->
          message.name() + " has " + message.length() + " bytes, not " + data.size();
      case UNKNOWN_MULTIPLEX_VALUE ->
          message.name() + ": a multiplexor has a value for which nothing is described";
    };
  }
}
