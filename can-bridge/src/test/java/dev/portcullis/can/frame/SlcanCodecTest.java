package dev.portcullis.can.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.can.frame.SlcanLine.BitRate;
import dev.portcullis.can.frame.SlcanLine.DataRate;
import dev.portcullis.can.frame.SlcanLine.Frame;
import dev.portcullis.can.frame.SlcanLine.Plain;
import dev.portcullis.can.frame.SlcanLine.Status;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlcanCodecTest {

  private static final Map<String, SlcanLine> LINES =
      Map.ofEntries(
          Map.entry("t1230", frame(new CanFrame.Data(new Standard(0x123), Bytes.empty()))),
          Map.entry("t7FF2A0FF", frame(new CanFrame.Data(new Standard(0x7FF), hex("a0ff")))),
          Map.entry("T0000012310D", frame(new CanFrame.Data(new Extended(0x123), hex("0d")))),
          Map.entry(
              "T1FFFFFFF80011223344556677",
              frame(new CanFrame.Data(new Extended(0x1FFFFFFF), hex("0011223344556677")))),
          Map.entry("r1238", frame(new CanFrame.Remote(new Standard(0x123), 8))),
          Map.entry("R1FFFFFFF0", frame(new CanFrame.Remote(new Extended(0x1FFFFFFF), 0))),
          Map.entry(
              "d2F09" + "AB".repeat(12),
              frame(new CanFrame.Fd(new Standard(0x2F0), hex("ab".repeat(12)), BitRateSwitch.OFF))),
          Map.entry(
              "B1FFFFFFFF" + "5C".repeat(64),
              frame(
                  new CanFrame.Fd(
                      new Extended(0x1FFFFFFF), hex("5c".repeat(64)), BitRateSwitch.ON))),
          Map.entry(
              "D000002F0A" + "01".repeat(16),
              frame(new CanFrame.Fd(new Extended(0x2F0), hex("01".repeat(16)), BitRateSwitch.OFF))),
          Map.entry(
              "b7FF0", frame(new CanFrame.Fd(new Standard(0x7FF), hex(""), BitRateSwitch.ON))),
          Map.entry(
              "b2F1B" + "5A".repeat(20),
              frame(new CanFrame.Fd(new Standard(0x2F1), hex("5a".repeat(20)), BitRateSwitch.ON))),
          Map.entry("S6", BitRate.KBIT_500),
          Map.entry("Y2", DataRate.MBIT_2),
          Map.entry("Y5", new DataRate(5)),
          Map.entry("F", Plain.ASK_STATUS),
          Map.entry("F00", new Status(0)),
          Map.entry("FA4", new Status(0xA4)),
          Map.entry("FFF", new Status(0xFF)),
          Map.entry("O", Plain.OPEN),
          Map.entry("C", Plain.CLOSE),
          Map.entry("z", Plain.STANDARD_QUEUED),
          Map.entry("Z", Plain.EXTENDED_QUEUED),
          Map.entry("", Plain.OK));

  @Test
  void readsAndWritesEveryKindOfLine() {
    LINES.forEach((text, line) -> {
      assertEquals(Outcome.passed(line), SlcanCodec.parse(Bytes.utf8(text)), text);
      assertEquals(Bytes.utf8(text + "\r"), SlcanCodec.encode(line), text);
    });
    assertEquals(Outcome.passed(Plain.ERROR), SlcanCodec.parse(Bytes.utf8("\u0007")));
    assertEquals(Bytes.utf8("\u0007"), SlcanCodec.encode(Plain.ERROR));
  }

  @ParameterizedTest
  @CsvSource({
    "t8001AA, ID_OUT_OF_RANGE",
    "T200000001AA, ID_OUT_OF_RANGE",
    "TFFFFFFFF0, ID_OUT_OF_RANGE",
    "t1239001122334455667788, BAD_LENGTH_CODE",
    "r1239, BAD_LENGTH_CODE",
    "t1231aa, BAD_DIGIT",
    "t12g0, BAD_DIGIT",
    "t123G, BAD_DIGIT",
    "S9, BAD_DIGIT",
    "Sx, BAD_DIGIT",
    "S, TRUNCATED",
    "Y, TRUNCATED",
    "Y0, BAD_DIGIT",
    "Y1, BAD_DIGIT",
    "Y8, BAD_DIGIT",
    "Yg, BAD_DIGIT",
    "y2, UNKNOWN_COMMAND",
    "Y22, TRAILING_CHARACTERS",
    "d8000, ID_OUT_OF_RANGE",
    "b8000, ID_OUT_OF_RANGE",
    "D200000000, ID_OUT_OF_RANGE",
    "b123b, BAD_DIGIT",
    "d123G, BAD_DIGIT",
    "B1FFFFFFF1ab, BAD_DIGIT",
    "b1239ABABABABABABABABABABAB, TRUNCATED",
    "b1239ABABABABABABABABABABABABAB, TRAILING_CHARACTERS",
    "d1230AA, TRAILING_CHARACTERS",
    "t, TRUNCATED",
    "t12, TRUNCATED",
    "t123, TRUNCATED",
    "t1232AA, TRUNCATED",
    "t1231A, TRUNCATED",
    "T1230, TRUNCATED",
    "dFF, TRUNCATED",
    "t1231AA0000, TRAILING_CHARACTERS",
    "'t1231AA ', TRAILING_CHARACTERS",
    "r1230AA, TRAILING_CHARACTERS",
    "S66, TRAILING_CHARACTERS",
    "OO, TRAILING_CHARACTERS",
    "F0, TRUNCATED",
    "F000, TRAILING_CHARACTERS",
    "'FA4 ', TRAILING_CHARACTERS",
    "Fa4, BAD_DIGIT",
    "FA-, BAD_DIGIT",
    "f00, UNKNOWN_COMMAND",
    "24, UNKNOWN_COMMAND",
    "x, UNKNOWN_COMMAND",
    "1230, UNKNOWN_COMMAND",
  })
  void refusesALineWithItsReason(String line, String reason) {
    assertEquals(Outcome.refused(SlcanRefusal.valueOf(reason)), SlcanCodec.parse(Bytes.utf8(line)));
  }

  @ParameterizedTest
  @CsvSource({
    "00, ACTIVE",
    "04, WARNING",
    "20, PASSIVE",
    "24, PASSIVE",
    "10, OFF",
    "B4, OFF",
    "80, ACTIVE",
    "40, ACTIVE",
    "0B, ACTIVE",
    "A4, PASSIVE"
  })
  void statusFlagsNameTheConditionTheyMean(String digits, BusCondition condition) {
    assertEquals(condition, new Status(Integer.parseInt(digits, 16)).condition());
  }

  @Test
  void everyFlagOfAFullQueueOrAnOverrunMeansLostFramesAndNoOtherDoes() {
    for (int flags = 0; flags <= 0xFF; flags++) {
      assertEquals((flags & 0x0B) != 0, new Status(flags).lostFrames(), "flags " + flags);
      assertEquals(flags >= 0x80, new Status(flags).saysBusError(), "flags " + flags);
    }
  }

  @Test
  void readsTheSameLinesHoweverTheStreamIsCut() {
    var random = new Random(7);
    var stream = new ArrayList<Bytes>();
    var expected = new ArrayList<Outcome<SlcanLine, SlcanRefusal>>();
    for (int i = 0; i < 500; i++) {
      CanFrame frame = randomFrame(random);
      stream.add(SlcanCodec.encode(frame));
      expected.add(Outcome.passed(new Frame(frame)));
      if (random.nextInt(5) == 0) {
        stream.add(Bytes.utf8("t8001AA\r\u0007"));
        expected.add(Outcome.refused(SlcanRefusal.ID_OUT_OF_RANGE));
        expected.add(Outcome.passed(Plain.ERROR));
      }
    }
    byte[] bytes = Bytes.concat(stream.toArray(Bytes[]::new)).toArray();
    var decoder = new SlcanDecoder();
    var read = new ArrayList<Outcome<SlcanLine, SlcanRefusal>>();
    for (int at = 0; at < bytes.length; ) {
      int count = Math.min(1 + random.nextInt(40), bytes.length - at);
      decoder.feed(Bytes.copyOf(bytes, at, at + count).toArray(), count, read::add);
      at += count;
    }
    assertEquals(expected, read);
  }

  @Test
  void goesOnBehindALineThatIsTooLong() {
    assertEquals(
        List.of(
            Outcome.refused(SlcanRefusal.LINE_TOO_LONG),
            Outcome.passed(frame(new CanFrame.Data(new Standard(1), Bytes.empty())))),
        decode("t".repeat(100_000) + "\rt0010\r"));
  }

  @Test
  void takesABellInsideALineForABadDigitAndGoesOnBehindIt() {
    assertEquals(
        List.of(Outcome.refused(SlcanRefusal.BAD_DIGIT), Outcome.passed(Plain.OK)),
        decode("t12\u00070\r\r"));
  }

  private static List<Outcome<SlcanLine, SlcanRefusal>> decode(String text) {
    var read = new ArrayList<Outcome<SlcanLine, SlcanRefusal>>();
    byte[] bytes = Bytes.utf8(text).toArray();
    new SlcanDecoder().feed(bytes, bytes.length, read::add);
    return read;
  }

  private static CanFrame randomFrame(Random random) {
    ArbitrationId id =
        random.nextBoolean()
            ? new Standard(random.nextInt(0x800))
            : new Extended(random.nextInt(0x2000_0000));
    return switch (random.nextInt(3)) {
      case 0 -> new CanFrame.Data(id, randomBytes(random, random.nextInt(9)));
      case 1 -> new CanFrame.Remote(id, random.nextInt(9));
      default ->
          new CanFrame.Fd(
              id,
              randomBytes(random, Dlc.fdLength(random.nextInt(16)).orElseThrow()),
              random.nextBoolean() ? BitRateSwitch.ON : BitRateSwitch.OFF);
    };
  }

  private static Bytes randomBytes(Random random, int size) {
    var bytes = new byte[size];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private static SlcanLine frame(CanFrame frame) {
    return new Frame(frame);
  }

  private static Bytes hex(String digits) {
    return Bytes.fromHex(digits);
  }
}
