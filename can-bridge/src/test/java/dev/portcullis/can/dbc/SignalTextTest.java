package dev.portcullis.can.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Outcome;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignalTextTest {

  private static Signal signal(String shape) {
    String floating = shape.contains("float") ? "SIG_VALTYPE_ 1 S : 1;" : "";
    String text =
        "BO_ 1 M: 8 N\n SG_ S : "
            + shape.replace("float", "")
            + " [0|0] \"\" N\n"
            + floating
            + "VAL_ 1 S 1 \"ONE\" 2 \"TWICE\" 3 \"TWICE\" 4 \"5\" 18446744073709551615 \"ALL\""
            + " -1 \"MINUS\" ;";
    return Database.parse(text).orFault().message("M").orFault().signal("S").orElseThrow();
  }

  private static String physical(String shape, long raw) {
    return signal(shape).text().physical(raw);
  }

  @Test
  void aWholeScalingStaysWholeAndExact() {
    assertEquals("18446744073709551615", physical("0|64@1+ (1,0)", -1));
    assertEquals("36893488147419103231", physical("0|64@1+ (2.0,1.0)", -1));
    assertEquals("-9223372036854775809", physical("0|64@1- (1,-1)", Long.MIN_VALUE));
    assertEquals("-10", physical("0|8@1+ (-2,0)", 5));
  }

  @Test
  void anyOtherScalingIsCalculatedInBinary64() {
    assertEquals("0.30000000000000004", physical("0|8@1+ (0.1,0)", 3));
    assertEquals("5.0", physical("0|8@1+ (0.5,0)", 10));
    assertEquals("4100.0", physical("0|12@1+ (-0.01,4100)", 0));
    assertEquals("1.5", physical("0|8@1+ (1,0.5)", 1));
    assertEquals("1.8446744073709553e+18", physical("0|64@1+ (0.1,0)", -1));
    assertEquals("1e-06", physical("0|8@1+ (0.000001,0)", 1));
  }

  @Test
  void aFloatIsTheNumberItsBitsAre() {
    assertEquals("0.10000000149011612", physical("0|32@1-float (1,0)", Float.floatToIntBits(0.1f)));
    assertEquals("1.5", physical("0|16@1-float (1,0)", 0x3E00));
    assertEquals("nan", physical("0|32@1-float (2,1)", 0x7FC00000));
    assertEquals("-inf", physical("0|64@1-float (2,1)", 0xFFF0_0000_0000_0000L));
    assertEquals("-0.0", physical("0|32@1-float (1,0)", 0x8000_0000L));
  }

  @Test
  void aNumberComesBeforeANameAndANameMustMeanOneValue() {
    SignalText text = signal("0|64@1+ (1,0)").text();
    assertEquals(Outcome.passed(1L), text.parsePhysical("ONE"));
    assertEquals(Outcome.passed(5L), text.parsePhysical("5"));
    assertEquals(Outcome.passed(-1L), text.parsePhysical("ALL"));
    assertEquals(Outcome.refused(EncodeRefusal.NO_SUCH_VALUE), text.parsePhysical("TWICE"));
    assertEquals(Outcome.refused(EncodeRefusal.NO_SUCH_VALUE), text.parsePhysical("MINUS"));
    assertEquals(Outcome.refused(EncodeRefusal.NO_SUCH_VALUE), text.parseRaw("ONE"));
    assertEquals(Outcome.passed(-1L), signal("0|8@1- (1,0)").text().parsePhysical("MINUS"));
  }

  @Test
  void refusesWhatTheBitsCannotHold() {
    SignalText text = signal("0|8@1+ (0.5,0)").text();
    assertEquals(Outcome.passed(255L), text.parsePhysical("127.6"));
    assertEquals(Outcome.refused(EncodeRefusal.OUT_OF_RANGE), text.parsePhysical("127.8"));
    assertEquals(Outcome.refused(EncodeRefusal.OUT_OF_RANGE), text.parsePhysical("-1"));
    assertEquals(Outcome.refused(EncodeRefusal.OUT_OF_RANGE), text.parseRaw("1.5"));
    assertEquals(Outcome.passed(1L), text.parseRaw("1.0"));
    assertEquals(Outcome.refused(EncodeRefusal.NO_SUCH_VALUE), text.parseRaw("0x1"));
    assertEquals(
        Outcome.refused(EncodeRefusal.OUT_OF_RANGE),
        signal("0|8@1+ (0,7)").text().parsePhysical("7"));
    SignalText number = signal("0|32@1-float (1,0)").text();
    assertEquals(Outcome.refused(EncodeRefusal.OUT_OF_RANGE), number.parsePhysical("1e300"));
    assertEquals(Outcome.passed(0x7F80_0000L), number.parsePhysical("inf"));
  }

  @Test
  void whatIsWrittenReadsBackAsTheSameRawValue() {
    var random = new Random(11);
    String[] scalings = {"(1,0)", "(0.1,-40)", "(-0.01,4100)", "(3,7)", "(0.0625,0.5)", "(1E-3,0)"};
    for (int i = 0; i < 5_000; i++) {
      int bits = 1 + random.nextInt(48);
      String sign = random.nextBoolean() ? "+" : "-";
      String order = random.nextBoolean() ? "0|" + bits + "@1" : "7|" + bits + "@0";
      Signal signal = signal(order + sign + " " + scalings[random.nextInt(scalings.length)]);
      long raw = random.nextLong() >> (Long.SIZE - bits);
      if (!signal.holds(raw)) {
        raw &= (1L << bits) - 1;
      }
      SignalText text = signal.text();
      assertEquals(Outcome.passed(raw), text.parseRaw(text.raw(raw)));
      assertEquals(Outcome.passed(raw), text.parsePhysical(text.physical(raw)), text.physical(raw));
    }
  }
}
