package dev.portcullis.can.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.can.watch.BaselineRefusal.Reason;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaselineCodecTest {

  private static final Baseline LEARNED = TestBus.learned();
  private static final String FILE =
      new String(
          BaselineCodec.encode(LEARNED, TestBus.DESCRIPTION).toArray(), StandardCharsets.UTF_8);

  @Test
  void readsWhatItWrites() {
    assertEquals(Outcome.passed(LEARNED), read(FILE));
    assertEquals(FILE.lines().count(), LEARNED.messages().size() + 2);
  }

  @Test
  void learnsPeriodsCountersAndChecksums() {
    MessageBaseline speed = LEARNED.message(TestBus.SPEED).orElseThrow();
    assertEquals(20, Math.round(speed.gaps().orElseThrow().mean() / 1e6));
    assertEquals(Optional.of(new CounterBaseline("Counter", 16)), speed.counter());
    assertEquals(
        Optional.of(new ChecksumBaseline("Checksum", ChecksumRule.CRC8_WITH_ID)), speed.checksum());
    assertEquals(90, speed.signal("Speed").orElseThrow().maximum(), 0.1);
    MessageBaseline torque = LEARNED.message(TestBus.TORQUE).orElseThrow();
    assertEquals(Optional.of(new CounterBaseline("Counter", 15)), torque.counter());
    assertEquals(Optional.empty(), torque.checksum());
  }

  @Test
  void refusesWhatIsNoBaselineOfThisDescription() {
    assertRefused(Reason.NOT_JSON, "");
    assertRefused(Reason.NOT_JSON, FILE + "1");
    assertRefused(Reason.WRONG_TYPE, "[]");
    assertRefused(Reason.TOO_LARGE, " ".repeat(BaselineCodec.MAX_SIZE + 1));
    assertRefused(Reason.OTHER_SCHEMA, FILE.replace("\"schema\":1", "\"schema\":2"));
    assertRefused(Reason.NOT_JSON, FILE.replace("\"schema\":1", "\"schema\":1,\"schema\":1"));
    assertRefused(
        Reason.OTHER_DESCRIPTION,
        FILE.replaceFirst("\"dbc\":\"[0-9a-f]{64}", "\"dbc\":\"" + "0".repeat(64)));
    assertRefused(Reason.MISSING_KEY, FILE.replaceFirst("\"duration_ns\":[0-9]+,", ""));
    assertRefused(Reason.UNKNOWN_KEY, FILE.replace("{\"schema\"", "{\"more\":1,\"schema\""));
    assertRefused(Reason.UNKNOWN_MESSAGE, FILE.replace("\"SPEED\"", "\"SPEEDS\""));
    assertRefused(Reason.UNKNOWN_MESSAGE, FILE.replace("\"id\":720", "\"id\":721"));
    assertRefused(Reason.UNKNOWN_SIGNAL, FILE.replace("\"Speed\"", "\"Spede\""));
    assertRefused(Reason.OUT_OF_RANGE, FILE.replaceFirst("\"modulus\":16", "\"modulus\":1"));
    assertRefused(Reason.OUT_OF_RANGE, FILE.replaceFirst("\"CRC8_WITH_ID\"", "\"CRC9\""));
    assertRefused(Reason.OUT_OF_RANGE, FILE.replaceFirst("\"shortest\":", "\"shortest\":9"));
    assertRefused(Reason.OUT_OF_RANGE, FILE.replaceFirst("\"step\":", "\"step\":-"));
    assertRefused(Reason.WRONG_TYPE, FILE.replaceFirst("\"frames\":", "\"frames\":0.5"));
    assertRefused(Reason.UNKNOWN_SIGNAL, FILE.replace("\"Checksum\"", "\"Speed\""));
    var twice = FILE.lines().filter(it -> it.contains("\"SPEED\"")).findFirst().orElseThrow();
    assertRefused(
        Reason.UNKNOWN_SIGNAL, FILE.replaceFirst("\"with\":\"[A-Z]+", "\"with\":\"NOBODY"));
    assertRefused(Reason.DUPLICATE_MESSAGE, FILE.replace(twice, twice + twice));
  }

  @Test
  void aRefusalFitsALineOfATerminal() {
    var refusal = new BaselineRefusal(Reason.UNKNOWN_KEY, "\u001b[2J" + "x".repeat(500));
    assertEquals(80, refusal.place().length());
    assertEquals("?[2J", refusal.place().substring(0, 4));
  }

  private static void assertRefused(Reason reason, String file) {
    assertEquals(
        reason,
        switch (read(file)) {
          case Outcome.Refused<Baseline, BaselineRefusal>(var why) -> why.reason();
          case Outcome.Passed<Baseline, BaselineRefusal> _ -> throw new AssertionError("read");
        },
        () -> List.of(file.substring(0, Math.min(200, file.length()))).toString());
  }

  private static Outcome<Baseline, BaselineRefusal> read(String file) {
    return BaselineCodec.decode(Bytes.utf8(file), TestBus.DESCRIPTION);
  }
}
