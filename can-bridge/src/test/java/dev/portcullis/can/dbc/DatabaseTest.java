package dev.portcullis.can.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.dbc.DbcRefusal.Reason;
import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DatabaseTest {

  private static final String HEAD = "VERSION \"\"\nBO_ 1 M: 8 N\n";

  @Test
  void readsTheDemoCar() throws Exception {
    var file = Path.of(System.getProperty("project.root", ".."), "simulator", "car", "demo.dbc");
    Database database = Database.parse(Bytes.of(Files.readAllBytes(file))).orFault();
    Message body = database.message("BODY_STATUS").orFault();
    assertEquals(new Standard(0x2F1), body.id());
    assertEquals(OptionalLong.of(1), body.signal("DoorLock").orElseThrow().rawNamed("LOCKED"));
    Signal speed = database.message("SPEED").orFault().signal("Speed").orElseThrow();
    assertEquals(Optional.of(new BigDecimal("50.00")), speed.physical(5000));
    assertEquals("km/h", speed.unit());
  }

  @Test
  void theSameSignalInEitherBitOrderHasItsBytesSwapped() {
    Message little = message("SG_ S : 0|16@1+ (1,0) [0|0] \"\" N");
    Message big = message("SG_ S : 7|16@0+ (1,0) [0|0] \"\" N");
    assertEquals(
        Outcome.passed(Bytes.fromHex("3412000000000000")), little.encode(Map.of("S", 0x1234L)));
    assertEquals(
        Outcome.passed(Bytes.fromHex("1234000000000000")), big.encode(Map.of("S", 0x1234L)));
  }

  @Test
  void whateverIsEncodedDecodesToTheSame() {
    var random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      int length = 1 + random.nextInt(64);
      String sign = random.nextBoolean() ? "+" : "-";
      Message message =
          message("SG_ S : " + 0 + "|" + length + "@1" + sign + " (1,0) [0|0] \"\" N");
      Signal signal = message.signal("S").orElseThrow();
      long raw = random.nextLong() >> random.nextInt(64);
      Outcome<Bytes, EncodeRefusal> payload = message.encode(Map.of("S", raw));
      assertEquals(
          signal.holds(raw)
              ? Outcome.passed(Map.of("S", raw))
              : Outcome.refused(EncodeRefusal.OUT_OF_RANGE),
          payload.then(bytes -> Outcome.passed(message.decode(bytes).orFault())));
    }
  }

  @Test
  void anUnsignedSignalOf63BitsHoldsItsLargestValue() {
    Signal signal = message("SG_ S : 0|63@1+ (1,0) [0|0] \"\" N").signal("S").orElseThrow();
    assertTrue(signal.holds(Long.MAX_VALUE));
    assertFalse(signal.holds(-1));
  }

  @Test
  void aFloatHasNoPhysicalValueWhereItIsNoNumber() {
    Message message =
        Database.parse(HEAD + " SG_ F : 0|32@1- (2,1) [0|0] \"\" N\nSIG_VALTYPE_ 1 F : 1;")
            .orFault()
            .message("M")
            .orFault();
    Signal signal = message.signal("F").orElseThrow();
    assertEquals(
        0,
        new BigDecimal("4")
            .compareTo(signal.physical(Float.floatToRawIntBits(1.5f)).orElseThrow()));
    assertEquals(Optional.empty(), signal.physical(Float.floatToRawIntBits(Float.NaN)));
  }

  @Test
  void knowsItsFramesByFormatIdAndLength() {
    Message message = message("SG_ S : 0|8@1+ (1,0) [0|0] \"\" N");
    assertTrue(message.matches(new CanFrame.Data(new Standard(1), Bytes.of(new byte[8]))));
    assertFalse(message.matches(new CanFrame.Data(new Extended(1), Bytes.of(new byte[8]))));
    assertFalse(message.matches(new CanFrame.Data(new Standard(1), Bytes.of(new byte[7]))));
    assertFalse(message.matches(new CanFrame.Remote(new Standard(1), 8)));
  }

  @Test
  void refusesToDecodeOrEncodeWhatTheMessageCannotBe() {
    Message message =
        message(
            "SG_ X M : 0|8@1+ (1,0) [0|0] \"\" N\n SG_ A m1 : 8|8@1+ (1,0) [0|0] \"\" N\n"
                + " SG_ B m2 : 8|8@1+ (1,0) [0|0] \"\" N");
    assertEquals(Outcome.refused(DecodeRefusal.WRONG_LENGTH), message.decode(Bytes.of((byte) 1)));
    assertEquals(
        Outcome.refused(DecodeRefusal.UNKNOWN_MULTIPLEX_VALUE),
        message.decode(Bytes.of(new byte[8])));
    assertEquals(
        Outcome.refused(EncodeRefusal.UNKNOWN_MULTIPLEX_VALUE), message.encode(Map.of("X", 3L)));
    assertEquals(Outcome.refused(EncodeRefusal.MISSING_SIGNAL), message.encode(Map.of("X", 1L)));
    assertEquals(
        Outcome.refused(EncodeRefusal.UNKNOWN_SIGNAL),
        message.encode(Map.of("X", 1L, "A", 1L, "B", 1L)));
    assertEquals(Outcome.refused(EncodeRefusal.UNKNOWN_SIGNAL), message.encode(Map.of("Y", 1L)));
    assertEquals(
        Outcome.refused(EncodeRefusal.OUT_OF_RANGE), message.encode(Map.of("X", 1L, "A", 256L)));
    assertEquals(
        Outcome.passed(Bytes.fromHex("0207000000000000")),
        message.encode(Map.of("X", 2L, "B", 7L)));
  }

  @Test
  void refusesAFileWithReasonLineAndColumn() {
    Map<String, DbcRefusal> cases = new HashMap<>();
    cases.put("", new DbcRefusal(Reason.TRUNCATED, 1, 1));
    cases.put(" \n // nothing", new DbcRefusal(Reason.TRUNCATED, 2, 12));
    cases.put("VERSION \"\"\n?", new DbcRefusal(Reason.BAD_CHARACTER, 2, 1));
    cases.put("/* no comment */", new DbcRefusal(Reason.BAD_CHARACTER, 1, 1));
    cases.put("VERSION \"\n\n", new DbcRefusal(Reason.NOT_CLOSED, 1, 9));
    cases.put("BO_ 1 " + "x".repeat(129) + ": 8 N", new DbcRefusal(Reason.BAD_NAME, 1, 7));
    cases.put("BO_ 4294967296 M: 8 N", new DbcRefusal(Reason.BAD_NUMBER, 1, 5));
    cases.put("BO_ 1.0 M: 8 N", new DbcRefusal(Reason.BAD_NUMBER, 1, 5));
    cases.put("BO_ 1x M: 8 N", new DbcRefusal(Reason.UNEXPECTED, 1, 8));
    cases.put("BO_ 1 SG_: 8 N", new DbcRefusal(Reason.UNEXPECTED, 1, 7));
    cases.put("BO_ 2048 M: 8 N", new DbcRefusal(Reason.ID_OUT_OF_RANGE, 1, 5));
    cases.put("BO_ 3221225472 M: 8 N", new DbcRefusal(Reason.ID_OUT_OF_RANGE, 1, 5));
    cases.put(
        HEAD + " SG_ S : 65536|8@1+ (1,0) [0|0] \"\" N", new DbcRefusal(Reason.BAD_NUMBER, 3, 10));
    cases.put(
        HEAD + " SG_ S : 0|0@1+ (1,0) [0|0] \"\" N", new DbcRefusal(Reason.BAD_NUMBER, 3, 12));
    cases.put(
        HEAD + " SG_ S : 0|8@1+ (1e999999,0) [0|0] \"\" N",
        new DbcRefusal(Reason.BAD_NUMBER, 3, 18));
    cases.put(
        HEAD + " SG_ S : 0|8@1+ (.5,0) [0|0] \"\" N", new DbcRefusal(Reason.BAD_CHARACTER, 3, 18));
    cases.put(HEAD + " SG_ S : 0|8@1 (1,0) [0|0] \"\" N", new DbcRefusal(Reason.UNEXPECTED, 3, 16));
    cases.put(
        HEAD + " SG_ S q : 0|8@1+ (1,0) [0|0] \"\" N", new DbcRefusal(Reason.UNEXPECTED, 3, 8));
    cases.put(
        HEAD + " SG_ S : 0|8@1+ (1,0) [0|0] \"\" N\nSIG_VALTYPE_ 1 S : 1;",
        new DbcRefusal(Reason.BAD_VALUE_TYPE, 3, 6));
    cases.put("NONSENSE", new DbcRefusal(Reason.UNEXPECTED, 1, 1));
    cases.put("CM_ \"no end\"", new DbcRefusal(Reason.TRUNCATED, 1, 13));
    cases.put(
        "CM_ \"two\nlines\"\nCM_ \"no semicolon before this one\";",
        new DbcRefusal(Reason.UNEXPECTED, 3, 1));
    cases.put("BA_ \"Nobody\" 1;", new DbcRefusal(Reason.UNKNOWN_ATTRIBUTE, 1, 5));
    cases.put("BA_DEF_ \"A\" INT 0 1;BA_ \"A\" \"x\";", new DbcRefusal(Reason.BAD_NUMBER, 1, 25));
    cases.put("BO_ 1 M:", new DbcRefusal(Reason.TRUNCATED, 1, 9));
    cases.put(" ".repeat(Database.MAX_CHARACTERS + 1), new DbcRefusal(Reason.FILE_TOO_LARGE, 1, 1));
    cases.forEach((text, refusal) ->
        assertEquals(
            Outcome.refused(refusal),
            Database.parse(text),
            text.substring(0, Math.min(90, text.length()))));
  }

  @Test
  void refusesMoreMessagesThanItsLimit() {
    var text = new StringBuilder();
    for (int i = 0; i <= Database.MAX_MESSAGES; i++) {
      text.append("BO_ ").append(0x8000_0000L + i).append(" M").append(i).append(": 8 N\n");
    }
    assertEquals(
        Outcome.refused(new DbcRefusal(Reason.TOO_MANY, Database.MAX_MESSAGES + 1, 5)),
        Database.parse(text.toString()));
  }

  @Test
  void refusesABrokenMessageAlone() {
    String signal = " SG_ S : 0|8@1+ (1,0) [0|0] \"\" N\n";
    assertRefused(Reason.DUPLICATE_SIGNAL, 4, HEAD + signal + signal);
    assertRefused(Reason.BAD_LENGTH, 1, "BO_ 1 M: 4096 N");
    assertRefused(Reason.SIGNAL_OUTSIDE_MESSAGE, 3, HEAD + " SG_ S : 60|8@1+ (1,0) [0|0] \"\" N\n");
    assertRefused(Reason.SIGNAL_TOO_LONG, 2, "BO_ 1 M: 16 N\n SG_ S : 0|65@1+ (1,0) [0|0] \"\" N");
    assertRefused(
        Reason.SIGNALS_OVERLAP, 4, HEAD + signal + " SG_ T : 7|2@1+ (1,0) [0|0] \"\" N\n");
    assertRefused(
        Reason.BAD_MULTIPLEX,
        3,
        HEAD
            + " SG_ S m1M : 0|8@1+ (1,0) [0|0] \"\" N\n"
            + " SG_ T m1M : 8|8@1+ (1,0) [0|0] \"\" N\n"
            + "SG_MUL_VAL_ 1 S T 1-1;\nSG_MUL_VAL_ 1 T S 1-1;");
    assertRefused(
        Reason.BAD_MULTIPLEX,
        3,
        HEAD + " SG_ S m1 : 0|8@1+ (1,0) [0|0] \"\" N\nSG_MUL_VAL_ 1 S NOBODY 1-1;");
    assertRefused(Reason.DUPLICATE_MESSAGE, 3, HEAD + "BO_ 2 M: 8 N");
    assertEquals(
        Outcome.refused(new DbcRefusal(Reason.NO_SUCH_MESSAGE, 1, 1)),
        Database.parse(HEAD).orFault().message("X"));
  }

  private static void assertRefused(Reason reason, int line, String text) {
    Database database = Database.parse(text + "\nBO_ 99 OTHER: 1 N\n").orFault();
    assertEquals(
        Outcome.refused(List.of(reason, line)),
        database
            .message("M")
            .map(_ -> List.<Object>of())
            .mapRefusal(refusal -> List.<Object>of(refusal.reason(), refusal.line())));
    assertEquals(1, database.message("OTHER").orFault().length());
  }

  private static Message message(String signals) {
    return Database.parse(HEAD + " " + signals).orFault().message("M").orFault();
  }
}
