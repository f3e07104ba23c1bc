package dev.portcullis.can.dbc;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number of the file.
 *
 * @param exact the value that is written
 * @param binary the nearest binary64 number
 * @param isInteger whether it is written without point and exponent
 */
record Decimal(BigDecimal exact, double binary, boolean isInteger) {

  static final Decimal ZERO = new Decimal(BigDecimal.ZERO, 0, true);

  /** Above the range of binary64, so that limits such as 1.7E+308 are read; small enough to add. */
  private static final int MAX_EXPONENT = 400;

  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?[0-9]+\\.?[0-9]*(?:[eE][-+]?0*([0-9]*))?");

  static boolean isWhole(String digits) {
    return WHOLE.matcher(digits).matches();
  }

  /** Empty for what is no number, or has an exponent beyond 400. */
  static Optional<Decimal> parse(String text) {
    var matcher = NUMBER.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String exponent = matcher.group(1);
    if (exponent != null
        && !exponent.isEmpty()
        && (exponent.length() > 3 || Integer.parseInt(exponent) > MAX_EXPONENT)) {
      return Optional.empty();
    }
    var exact = new BigDecimal(text);
    return Optional.of(new Decimal(exact, exact.doubleValue(), isWhole(text)));
  }
}
