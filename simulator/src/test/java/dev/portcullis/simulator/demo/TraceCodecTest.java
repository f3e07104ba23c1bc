package dev.portcullis.simulator.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.message.RefusalCode;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceCodecTest {

  @Test
  void readsADecisionAboutACommand() {
    var line =
        "{\"schema\":1,\"type\":\"decision\",\"command\":\"0011\",\"outcome\":\"unconfirmed\","
            + "\"stage\":\"actuate\",\"code\":\"NO_FEEDBACK\",\"micros\":500100,"
            + "\"toFrameMicros\":800}";
    assertEquals(
        Optional.of(
            new TraceLine.Decided(
                Optional.of("0011"),
                "unconfirmed",
                Optional.of(RefusalCode.NO_FEEDBACK),
                500_100,
                OptionalLong.of(800))),
        TraceCodec.parse(line));
  }

  @Test
  void readsADecisionAboutANamelessRequest() {
    var line =
        "{\"schema\":1,\"type\":\"decision\",\"outcome\":\"refused\",\"code\":\"MALFORMED\","
            + "\"micros\":80}";
    assertEquals(
        Optional.of(
            new TraceLine.Decided(
                Optional.empty(),
                "refused",
                Optional.of(RefusalCode.MALFORMED),
                80,
                OptionalLong.empty())),
        TraceCodec.parse(line));
  }

  @Test
  void readsWhatWasCountedAndMeasured() {
    assertEquals(
        Optional.of(new TraceLine.Strangers(RefusalCode.UNKNOWN_KEY, 5120, 41_000)),
        TraceCodec.parse(
            "{\"schema\":1,\"type\":\"strangers\",\"code\":\"UNKNOWN_KEY\",\"count\":5120,"
                + "\"meanNanos\":41000}"));
    assertEquals(
        Optional.of(new TraceLine.Floor(700)),
        TraceCodec.parse("{\"schema\":1,\"type\":\"floor\",\"micros\":700}"));
    assertEquals(
        Optional.of(new TraceLine.Ready(900)),
        TraceCodec.parse("{\"schema\":1,\"type\":\"ready\",\"millis\":900}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ready", "{", "null", "[]", "{\"type\":\"news\"}", "{\"type\":{}}"})
  void takesNothingFromAnyOtherLine(String line) {
    assertEquals(Optional.empty(), TraceCodec.parse(line));
  }
}
