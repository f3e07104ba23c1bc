package dev.portcullis.can.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalTextTest {

  @Test
  void writesTheShortestTextThatReadsBack() {
    Map.ofEntries(
            Map.entry(0.0, "0.0"),
            Map.entry(-0.0, "-0.0"),
            Map.entry(5.0, "5.0"),
            Map.entry(0.1, "0.1"),
            Map.entry(0.1 + 0.2, "0.30000000000000004"),
            Map.entry(-250.55, "-250.55"),
            Map.entry(0.0001, "0.0001"),
            Map.entry(0.00001, "1e-05"),
            Map.entry(0.000123, "0.000123"),
            Map.entry(1.5e-7, "1.5e-07"),
            Map.entry(9999999999999998.0, "9999999999999998.0"),
            Map.entry(1e16, "1e+16"),
            Map.entry(1.2345e17, "1.2345e+17"),
            Map.entry(1.8446744073709552e19, "1.8446744073709552e+19"),
            Map.entry(2e23, "2e+23"),
            Map.entry(1e100, "1e+100"),
            Map.entry(Double.MIN_VALUE, "5e-324"),
            Map.entry(Double.MAX_VALUE, "1.7976931348623157e+308"),
            Map.entry((double) 0.1f, "0.10000000149011612"),
            Map.entry(Double.NaN, "nan"),
            Map.entry(Double.NEGATIVE_INFINITY, "-inf"))
        .forEach((value, text) -> assertEquals(text, DecimalText.of(value)));
  }

  @Test
  void everyNumberReadsBackAsItself() {
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertEquals(value, Double.parseDouble(DecimalText.of(value)));
      }
    }
  }
}
