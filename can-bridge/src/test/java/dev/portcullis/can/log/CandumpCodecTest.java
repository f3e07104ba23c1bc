package dev.portcullis.can.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.can.frame.Dlc;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.port.InterfaceName;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandumpCodecTest {

  private static final String HEAD = "(1436509052.249713) can0 ";
  private static final long NANOS = 1_436_509_052_249_713_000L;

  private static final Map<String, CanFrame> FRAMES =
      Map.of(
          "044#2A366C2BBA",
          new CanFrame.Data(new Standard(0x044), hex("2a366c2bba")),
          "7FF#",
          new CanFrame.Data(new Standard(0x7FF), Bytes.empty()),
          "00000123#0011223344556677",
          new CanFrame.Data(new Extended(0x123), hex("0011223344556677")),
          "123#R",
          new CanFrame.Remote(new Standard(0x123), 0),
          "1FFFFFFF#R8",
          new CanFrame.Remote(new Extended(0x1FFFFFFF), 8),
          "123##0AB",
          new CanFrame.Fd(new Standard(0x123), hex("ab"), BitRateSwitch.OFF),
          "12345678##1" + "5C".repeat(64),
          new CanFrame.Fd(new Extended(0x12345678), hex("5c".repeat(64)), BitRateSwitch.ON));

  @Test
  void readsAndWritesEveryKindOfFrame() {
    FRAMES.forEach((text, frame) -> {
      var entry = new LoggedFrame(NANOS, can0(), frame);
      assertEquals(Outcome.passed(entry), parse(HEAD + text), text);
      assertEquals(HEAD + text, CandumpCodec.encode(entry));
    });
  }

  @Test
  void readsAndWritesErrorFrames() {
    var entry = new LoggedError(NANOS, can0(), new ErrorFrame(ErrorFrame.CONTROLLER, 0x04));
    var text = HEAD + "20000004#0004000000000000";
    assertEquals(Outcome.passed(entry), parse(text));
    assertEquals(text, CandumpCodec.encode(entry));
  }

  @Test
  void readsWhatOtherRecordersWrite() {
    var frame = new CanFrame.Data(new Standard(0x12A), hex("ab"));
    var expected = Outcome.passed(new LoggedFrame(1_249_713_000L, can0(), frame));
    assertEquals(expected, parse("(0000000001.249713) can0 12A#AB"));
    assertEquals(expected, parse("(1.249713000)   can0 12a#ab"));
    assertEquals(expected, parse("(0000000001.249713) can0 12A#AB R"));
    assertEquals(expected, parse("(0000000001.249713) can0 12A#AB T"));
    var fd = new CanFrame.Fd(new Standard(0x12A), hex("ab"), BitRateSwitch.ON);
    assertEquals(
        Outcome.passed(new LoggedFrame(1_249_713_000L, can0(), fd)),
        parse("(0000000001.249713) can0 12A##7AB"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', TRUNCATED",
    "1436509052.249713 can0 044#, BAD_TIME",
    "(1436509052.2497) can0 044#, BAD_TIME",
    "(1436509052.2497130) can0 044#, BAD_TIME",
    "(.249713) can0 044#, BAD_TIME",
    "(9223372036.000000) can0 044#, BAD_TIME",
    "(99999999999.000000) can0 044#, BAD_TIME",
    "(-1.249713) can0 044#, BAD_TIME",
    "(1.249713)can0 044#, BAD_INTERFACE",
    "(1.249713) can/0 044#, BAD_INTERFACE",
    "(1.249713) aninterfacenamedtoolong 044#, BAD_INTERFACE",
    "(1.249713) can0, BAD_INTERFACE",
    "(1.249713) can0 044, TRUNCATED",
    "(1.249713) can0 04#, BAD_ID",
    "(1.249713) can0 0044#, BAD_ID",
    "(1.249713) can0 800#, BAD_ID",
    "(1.249713) can0 40000123#, BAD_ID",
    "(1.249713) can0 80000123#, BAD_ID",
    "(1.249713) can0 123456789#, BAD_ID",
    "(1.249713) can0 044#0, BAD_DIGIT",
    "(1.249713) can0 044#0G, BAD_DIGIT",
    "(1.249713) can0 044#11.22, BAD_DIGIT",
    "(1.249713) can0 044#112233445566778899, BAD_LENGTH",
    "(1.249713) can0 044#R9, BAD_LENGTH",
    "(1.249713) can0 044##0112233445566778899, BAD_LENGTH",
    "(1.249713) can0 044##, BAD_FLAGS",
    "(1.249713) can0 044##8, BAD_FLAGS",
    "(1.249713) can0 20000004#00, BAD_ERROR_FRAME",
    "(1.249713) can0 044#R12, TRAILING_CHARACTERS",
    "(1.249713) can0 044#11 X, TRAILING_CHARACTERS",
    "(1.249713) can0 044#11 R T, TRAILING_CHARACTERS",
  })
  void refusesWhatIsNoLineOfARecording(String line, CandumpRefusal why) {
    assertEquals(Outcome.refused(why), parse(line));
  }

  @Test
  void readsARecordingToItsEndAndNumbersWhatItRefuses() throws IOException {
    var long257 = "x".repeat(CandumpCodec.MAX_LINE + 1);
    var text =
        HEAD + "044#\r\n\nnoise\n" + long257 + "\n" + "y".repeat(5000) + "\n" + HEAD + "045#";
    var read = new ArrayList<Outcome<LogEntry, RefusedLine>>();
    try (var reader = new CandumpReader(new ByteArrayInputStream(Bytes.utf8(text).toArray()))) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        read.add(next.get());
      }
    }
    assertEquals(
        List.of(
            Outcome.passed(entry(0x44)),
            Outcome.refused(new RefusedLine(2, CandumpRefusal.TRUNCATED)),
            Outcome.refused(new RefusedLine(3, CandumpRefusal.BAD_TIME)),
            Outcome.refused(new RefusedLine(4, CandumpRefusal.LINE_TOO_LONG)),
            Outcome.refused(new RefusedLine(5, CandumpRefusal.LINE_TOO_LONG)),
            Outcome.passed(entry(0x45))),
        read);
  }

  @Test
  void writesWhatItReadsForAnyFrames() throws IOException {
    var random = new Random(4);
    var entries = new ArrayList<LogEntry>();
    for (int i = 0; i < 5_000; i++) {
      entries.add(anyEntry(random));
    }
    var bytes = new ByteArrayOutputStream();
    try (var writer = new CandumpWriter(bytes)) {
      for (var entry : entries) {
        writer.write(entry);
      }
    }
    try (var reader = new CandumpReader(new ByteArrayInputStream(bytes.toByteArray()))) {
      for (var entry : entries) {
        assertEquals(Outcome.passed(entry), reader.next().orElseThrow());
      }
      assertEquals(Optional.empty(), reader.next());
    }
  }

  @Test
  void refusesATimeBeforeTheOrigin() {
    var frame = new CanFrame.Remote(new Standard(1), 0);
    assertThrows(IllegalArgumentException.class, () -> new LoggedFrame(-1, can0(), frame));
    assertThrows(
        IllegalArgumentException.class, () -> new LoggedError(-1, can0(), new ErrorFrame(0, 0)));
  }

  private static LogEntry anyEntry(Random random) {
    long nanos = random.nextLong(9_000_000_000_000_000L) * 1_000;
    var bus = InterfaceName.parse("vcan" + random.nextInt(1000)).orElseThrow();
    ArbitrationId id =
        random.nextBoolean()
            ? new Standard(random.nextInt(Standard.MAX + 1))
            : new Extended(random.nextInt(Extended.MAX + 1));
    return switch (random.nextInt(4)) {
      case 0 -> new LoggedFrame(nanos, bus, new CanFrame.Data(id, any(random, random.nextInt(9))));
      case 1 -> new LoggedFrame(nanos, bus, new CanFrame.Remote(id, random.nextInt(9)));
      case 2 ->
          new LoggedFrame(
              nanos,
              bus,
              new CanFrame.Fd(
                  id,
                  any(random, Dlc.fdLength(random.nextInt(16)).orElseThrow()),
                  random.nextBoolean() ? BitRateSwitch.ON : BitRateSwitch.OFF));
      default ->
          new LoggedError(
              nanos, bus, new ErrorFrame(random.nextInt(Extended.MAX + 1), random.nextInt(256)));
    };
  }

  private static Bytes any(Random random, int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private static LogEntry entry(int id) {
    return new LoggedFrame(NANOS, can0(), new CanFrame.Data(new Standard(id), Bytes.empty()));
  }

  private static Outcome<LogEntry, CandumpRefusal> parse(String line) {
    return CandumpCodec.parse(Bytes.utf8(line));
  }

  private static InterfaceName can0() {
    return InterfaceName.parse("can0").orElseThrow();
  }

  private static Bytes hex(String digits) {
    return Bytes.fromHex(digits);
  }
}
