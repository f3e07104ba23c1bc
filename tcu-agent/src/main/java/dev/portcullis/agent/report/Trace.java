package dev.portcullis.agent.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.portcullis.agent.gate.Decision;
import dev.portcullis.crypto.message.RefusalCode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/**
 * What the agent does, as lines of JSON for a program that watches it: the demo, a test bench. Each
 * line has {@code "schema":1} and a {@code type}. No line holds a key, a name or the car's state.
 */
public final class Trace {

  private static final JsonFactory JSON = new JsonFactory();
  private static final long NANOS_PER_MICRO = 1000;

  private final PrintStream out;

  /** Writes to {@code out}, a line at a time. */
  public Trace(PrintStream out) {
    this.out = out;
  }

  /** Writes one member after the other. */
  @FunctionalInterface
  interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  /** The agent was ready this many milliseconds after its process began. */
  public void ready(long millis) {
    line("ready", json -> json.writeNumberField("millis", millis));
  }

  /** One decision. */
  void decision(Decision decision) {
    line(
        "decision",
        json -> {
          if (decision.command().isPresent()) {
            json.writeStringField("command", decision.command().get().hex());
          }
          json.writeStringField("outcome", outcome(decision.result()));
          var code = code(decision.result());
          if (code.isPresent()) {
            json.writeStringField("stage", code.get().stage().name().toLowerCase(Locale.ROOT));
            json.writeStringField("code", code.get().name());
          }
          var times = decision.times();
          json.writeNumberField("micros", (times.decided() - times.arrived()) / NANOS_PER_MICRO);
          if (times.handedOver().isPresent()) {
            json.writeNumberField(
                "toFrameMicros",
                (times.handedOver().getAsLong() - times.arrived()) / NANOS_PER_MICRO);
          }
        });
  }

  /** How many requests of strangers were refused with {@code code}, and what one took. */
  void strangers(RefusalCode code, long count, long meanNanos) {
    line(
        "strangers",
        json -> {
          json.writeStringField("code", code.name());
          json.writeNumberField("count", count);
          json.writeNumberField("meanNanos", meanNanos);
        });
  }

  /** The same verifications and the same append on other data took this long. */
  public void floor(long nanos) {
    line("floor", json -> json.writeNumberField("micros", nanos / NANOS_PER_MICRO));
  }

  /** Something else happened, in a word, with what there is to say about it. */
  void event(String what, String detail) {
    line(
        "event",
        json -> {
          json.writeStringField("what", what);
          json.writeStringField("detail", detail);
        });
  }

  private void line(String type, Members members) {
    var text = new StringWriter(256);
    try (var json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("schema", 1);
      json.writeStringField("type", type);
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory has no end", e);
    }
    out.println(text);
    out.flush();
  }

  private static String outcome(Decision.Result result) {
    return switch (result) {
      case Decision.Result.Confirmed() -> "confirmed";
      case Decision.Result.Refused _ -> "refused";
      case Decision.Result.NotTransmitted _ -> "not-transmitted";
      case Decision.Result.Unconfirmed _ -> "unconfirmed";
    };
  }

  private static Optional<RefusalCode> code(Decision.Result result) {
    return switch (result) {
      case Decision.Result.Confirmed() -> Optional.empty();
      case Decision.Result.Refused(var code) -> Optional.of(code);
      case Decision.Result.NotTransmitted(var code) -> Optional.of(code);
      case Decision.Result.Unconfirmed(var code) -> Optional.of(code);
    };
  }
}
