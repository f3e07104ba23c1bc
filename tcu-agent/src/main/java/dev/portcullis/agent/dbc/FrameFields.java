package dev.portcullis.agent.dbc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.DbcRefusal;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

/** The fields of a frame in a line of JSON. */
final class FrameFields {

  private static final int HEX = 16;
  private static final int DECIMAL = 10;

  private FrameFields() {}

  /**
   * {@code "id"}: a number, or a text with a number in decimal or, after {@code 0x}, hexadecimal
   * digits. {@code "ext"}: whether it is of 29 bits; it is not where the member is missing.
   */
  static Outcome<ArbitrationId, Answer> id(JsonNode frame) {
    JsonNode ext = frame.path("ext");
    if (!ext.isMissingNode() && !ext.isBoolean()) {
      return Outcome.refused(Answer.refused("BAD_ID", "ext must be true or false"));
    }
    boolean extended = ext.asBoolean();
    int max = extended ? ArbitrationId.Extended.MAX : ArbitrationId.Standard.MAX;
    return number(frame.path("id"))
        .then(id ->
            id > max
                ? Outcome.<ArbitrationId, Answer>refused(
                    Answer.refused(
                        "BAD_ID",
                        "an id is at most " + max + (extended ? " with ext" : " without ext")))
                : Outcome.<ArbitrationId, Answer>passed(
                    extended
                        ? new ArbitrationId.Extended(id.intValue())
                        : new ArbitrationId.Standard(id.intValue())));
  }

  private static Outcome<Long, Answer> number(JsonNode id) {
    if (id.isIntegralNumber() && id.canConvertToInt() && id.intValue() >= 0) {
      return Outcome.passed(id.longValue());
    }
    if (id.isTextual() && id.textValue().matches("0[xX][0-9A-Fa-f]{1,8}")) {
      return Outcome.passed(Long.parseLong(id.textValue().substring(2), HEX));
    }
    if (id.isTextual() && id.textValue().matches("[0-9]{1,10}")) {
      return Outcome.passed(Long.parseLong(id.textValue(), DECIMAL));
    }
    return Outcome.refused(
        Answer.refused("BAD_ID", "id must be a number, or a text such as \"0x2F1\""));
  }

  /** {@code "data"}: hexadecimal digits, two a byte. */
  static Outcome<Bytes, Answer> data(JsonNode frame) {
    JsonNode data = frame.path("data");
    if (!data.isTextual()
        || data.textValue().length() % 2 != 0
        || data.textValue().length() > 2 * Database.MAX_LENGTH
        || !data.textValue().matches("[0-9A-Fa-f]*")) {
      return Outcome.refused(
          Answer.refused("BAD_DATA", "data must be hexadecimal digits, two a byte"));
    }
    return Outcome.passed(Bytes.fromHex(data.textValue()));
  }

  /** A message that the file has and that is not broken in itself. */
  static Outcome<Message, Answer> usable(Outcome<Message, DbcRefusal> message) {
    return message.mapRefusal(refusal ->
        Answer.refused(
            "MESSAGE_REFUSED",
            "line "
                + refusal.line()
                + " of the file: "
                + refusal.reason()
                + ": "
                + refusal.reason().explanation()));
  }
}
