package dev.portcullis.can.dbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Binary64 numbers as the shortest decimal text that reads back as the same number, closest to it
 * among those: {@code 0.1}, {@code 5.0}, {@code 1e-05}, {@code 1.5e+16}. An exponent of two digits
 * or more stands below 0.0001 and from 10^16 on. This is how Python writes them, and so the tools
 * that DBC files are compared with.
 */
final class DecimalText {

  private static final int FIRST_WITH_EXPONENT = 16;
  private static final int LAST_BEFORE_POINT = -4;

  private DecimalText() {}

  static String of(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    String sign = Math.copySign(1, value) < 0 ? "-" : "";
    if (Double.isInfinite(value)) {
      return sign + "inf";
    }
    return sign + (value == 0 ? "0.0" : positive(Math.abs(value)));
  }

  private static String positive(double value) {
    BigDecimal shortest = shortest(value);
    String digits = shortest.unscaledValue().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    if (exponent < LAST_BEFORE_POINT || exponent >= FIRST_WITH_EXPONENT) {
      String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
      String width = Math.abs(exponent) < 10 ? "0" : "";
      return digits.charAt(0)
          + fraction
          + (exponent < 0 ? "e-" : "e+")
          + width
          + Math.abs(exponent);
    }
    String plain = shortest.toPlainString();
    return shortest.scale() > 0 ? plain : plain + ".0";
  }

  /**
   * Java's own text is as short as can be, but for numbers that one digit would tell: there it has
   * the better of two digits.
   */
  private static BigDecimal shortest(double value) {
    BigDecimal text = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (text.unscaledValue().compareTo(BigInteger.TEN) > 0) {
      BigDecimal oneDigit = text.round(new MathContext(1, RoundingMode.HALF_EVEN));
      if (oneDigit.doubleValue() == value) {
        return oneDigit.stripTrailingZeros();
      }
    }
    return text;
  }
}
