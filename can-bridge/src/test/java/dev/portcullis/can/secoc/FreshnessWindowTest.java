package dev.portcullis.can.secoc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.can.secoc.FreshnessLengths.Counted;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FreshnessWindowTest {

  /** All values of a small counter are looked through instead of computed. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 7, 8})
  void findsWhatALookThroughTheWholeCounterFinds(int sentBits) {
    long mask = (1L << sentBits) - 1;
    for (long last = 0; last <= 255; last++) {
      var window = new FreshnessWindow(new Counted(8, sentBits), new FreshnessValue(last));
      for (long sent = 0; sent <= mask; sent++) {
        long low = sent;
        var above =
            LongStream.rangeClosed(last + 1, 255)
                .filter(value -> (value & mask) == low)
                .limit(3)
                .mapToObj(FreshnessValue::new)
                .toList();
        var notAbove =
            LongStream.rangeClosed(0, last)
                .filter(value -> (value & mask) == low)
                .mapToObj(FreshnessValue::new)
                .reduce((_, later) -> later);
        assertEquals(above, window.above(sent, 3), "above " + last + " for " + sent);
        assertEquals(notAbove, window.notAbove(sent), "up to " + last + " for " + sent);
      }
    }
  }

  /** Full bits, sent bits, last, sent; the first two above and the one not above. */
  @ParameterizedTest
  @CsvSource({
    // Nothing was ever accepted.
    "64, 4, 0, 1, 1 17, -",
    // The low bits go on from the last.
    "64, 4, 0x100, 0x1, 0x101 0x111, 0xf1",
    // The low bits were passed: a carry.
    "64, 4, 0x10f, 0x1, 0x111 0x121, 0x101",
    // The last one again is the next round's.
    "64, 4, 0x10f, 0xf, 0x11f 0x12f, 0x10f",
    // Nothing is sent: one after the other.
    "64, 0, 7, 0, 8 9, 7",
    // Across the sign bit of a signed number.
    "64, 4, 0x7fffffffffffffff, 0, 0x8000000000000000 0x8000000000000010, 0x7ffffffffffffff0",
    // The end of the counter: no wrap.
    "64, 4, 0xfffffffffffffffe, 0xf, 0xffffffffffffffff, 0xffffffffffffffef",
    "64, 4, 0xffffffffffffffff, 0x0, -, 0xfffffffffffffff0",
    "64, 63, 0, 5, 5 0x8000000000000005, -",
    "64, 63, 0x8000000000000005, 5, -, 0x8000000000000005",
    // All is sent: there is one meaning.
    "64, 64, 5, 0xffffffffffffffff, 0xffffffffffffffff, -",
    "64, 64, 5, 5, -, 5",
    "12, 8, 0xfff, 0xfe, -, 0xffe"
  })
  void givesTheMeaningsInOrder(
      int full, int sentBits, String last, String sent, String above, String notAbove) {
    var window = new FreshnessWindow(new Counted(full, sentBits), value(last));
    assertEquals(values(above), window.above(value(sent).value(), 2));
    assertEquals(values(notAbove).stream().findFirst(), window.notAbove(value(sent).value()));
  }

  @Test
  void aCounterIsExhaustedWhereItWouldWrap() {
    assertEquals(
        List.of(false, true, true),
        List.of(
            window(8, 4, 0xFE).isExhaustedFor(0xF),
            window(8, 4, 0xFE).isExhaustedFor(0x0),
            window(8, 4, 0xFF).isExhaustedFor(0xF)));
  }

  @Test
  void aCounterSentWholeIsExhaustedOnlyAtItsEnd() {
    assertEquals(
        List.of(false, true),
        List.of(window(8, 8, 0xFE).isExhaustedFor(0x00), window(8, 8, 0xFF).isExhaustedFor(0x00)));
  }

  private static FreshnessWindow window(int full, int sent, long last) {
    return new FreshnessWindow(new Counted(full, sent), new FreshnessValue(last));
  }

  private static List<FreshnessValue> values(String text) {
    return text.equals("-")
        ? List.of()
        : List.of(text.split(" ")).stream().map(FreshnessWindowTest::value).toList();
  }

  private static FreshnessValue value(String text) {
    return new FreshnessValue(
        text.startsWith("0x")
            ? Long.parseUnsignedLong(text.substring(2), 16)
            : Long.parseUnsignedLong(text));
  }
}
