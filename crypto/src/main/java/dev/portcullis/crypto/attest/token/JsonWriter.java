package dev.portcullis.crypto.attest.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes the header and the claims of a JWT, which an issuer made. */
final class JsonWriter {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonWriter() {}

  /** The JSON text of {@code members} in UTF-8, in their order and without white space. */
  static Bytes object(Members members) {
    var text = new StringWriter();
    try (var json = FACTORY.createGenerator(text)) {
      write(json, members);
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory has no end", e);
    }
    return Bytes.utf8(text.toString());
  }

  private static void write(JsonGenerator json, ClaimValue value) throws IOException {
    switch (value) {
      case ClaimValue.Text(var text) -> json.writeString(text);
      case ClaimValue.Whole(long number) -> json.writeNumber(number);
      case ClaimValue.Decimal(var number) -> json.writeNumber(number.toPlainString());
      case ClaimValue.Items(var items) -> {
        json.writeStartArray();
        for (ClaimValue item : items) {
          write(json, item);
        }
        json.writeEndArray();
      }
      case Members(var members) -> {
        json.writeStartObject();
        for (var member : members.entrySet()) {
          json.writeFieldName(name(member.getKey()));
          write(json, member.getValue());
        }
        json.writeEndObject();
      }
      case ClaimValue.Octets _, ClaimValue.Other _ ->
          throw new IllegalArgumentException("no issuer writes " + value + " into a JWT");
    }
  }

  private static String name(Label label) {
    return switch (label) {
      case Label.Named(var name) -> name;
      case Label.Numbered(long number) ->
          throw new IllegalArgumentException("JSON has no number " + number + " for a name");
    };
  }
}
