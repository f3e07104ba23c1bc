package dev.portcullis.can.dbc;

import dev.portcullis.crypto.Outcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Raw and physical values as decimal text, and back.
 *
 * <p>A whole number is written in full. Where factor and offset are whole, the physical value of an
 * integer is exact; otherwise it is calculated in binary64, as every other tool does it, and
 * written as the shortest text that reads back as the same number.
 */
public final class SignalText {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?[0-9]{1,1000}(?:\\.[0-9]{1,1000})?(?:[eE][-+]?[0-9]{1,3})?");
  private static final Pattern NO_NUMBER = Pattern.compile("nan|-?inf");

  private final Signal signal;

  SignalText(Signal signal) {
    this.signal = signal;
  }

  /**
   * The raw value: an integer, or the number that the bits of a floating point signal are, {@code
   * nan}, {@code inf} and {@code -inf} among them.
   */
  public String raw(long raw) {
    return switch (signal.type()) {
      case SIGNED -> Long.toString(raw);
      case UNSIGNED -> Long.toUnsignedString(raw);
      case FLOAT -> DecimalText.of(signal.floatValue(raw));
    };
  }

  /** The physical value. */
  public String physical(long raw) {
    Scaling scaling = signal.scaling();
    if (scaling.isIdentity()) {
      return raw(raw);
    }
    Optional<BigDecimal> number = signal.number(raw);
    if (signal.type() == ValueType.FLOAT || number.isEmpty()) {
      return DecimalText.of(scaling.physical(signal.floatValue(raw)));
    }
    if (scaling.isWhole()) {
      return scaling.physical(number.get()).setScale(0, RoundingMode.UNNECESSARY).toPlainString();
    }
    // A product of two integers is exact until the offset is added.
    if (scaling.factor().isInteger()) {
      double product = number.get().multiply(scaling.factor().exact()).doubleValue();
      return DecimalText.of(product + scaling.offset().binary());
    }
    return DecimalText.of(scaling.physical(number.get().doubleValue()));
  }

  /** The raw value that {@link #raw} writes like this. */
  public Outcome<Long, EncodeRefusal> parseRaw(String text) {
    if (signal.type() == ValueType.FLOAT) {
      return isNumber(text) || NO_NUMBER.matcher(text).matches()
          ? floatBits(text, binary(text))
          : Outcome.refused(EncodeRefusal.NO_SUCH_VALUE);
    }
    return number(text).then(number -> held(number.stripTrailingZeros()));
  }

  /**
   * The raw value whose physical value comes closest to {@code text}, which is a number or what the
   * file calls a raw value.
   */
  public Outcome<Long, EncodeRefusal> parsePhysical(String text) {
    // A number first: a file may call a raw value "1" and mean another one.
    if (!isNumber(text)) {
      var named = signal.rawNamed(text);
      if (named.isPresent()) {
        return Outcome.passed(named.getAsLong());
      }
    }
    if (signal.type() == ValueType.FLOAT) {
      return floatPhysical(text);
    }
    return number(text)
        .then(number ->
            signal
                .scaling()
                .raw(number)
                .map(raw -> held(raw.setScale(0, RoundingMode.HALF_EVEN)))
                .orElseGet(() -> Outcome.refused(EncodeRefusal.OUT_OF_RANGE)));
  }

  private Outcome<Long, EncodeRefusal> floatPhysical(String text) {
    Scaling scaling = signal.scaling();
    if (scaling.isIdentity() || NO_NUMBER.matcher(text).matches()) {
      return parseRaw(text);
    }
    if (!isNumber(text)) {
      return Outcome.refused(EncodeRefusal.NO_SUCH_VALUE);
    }
    double raw = (binary(text) - scaling.offset().binary()) / scaling.factor().binary();
    return floatBits(text, raw);
  }

  /** What overflows becomes no infinity: that must be asked for by its name. */
  private Outcome<Long, EncodeRefusal> floatBits(String text, double value) {
    long bits = signal.floatBits(value);
    return isNumber(text) && !Double.isFinite(signal.floatValue(bits))
        ? Outcome.refused(EncodeRefusal.OUT_OF_RANGE)
        : Outcome.passed(bits);
  }

  private Outcome<Long, EncodeRefusal> held(BigDecimal whole) {
    return signal
        .rawOfNumber(whole)
        .<Outcome<Long, EncodeRefusal>>map(Outcome::passed)
        .orElseGet(() -> Outcome.refused(EncodeRefusal.OUT_OF_RANGE));
  }

  private static Outcome<BigDecimal, EncodeRefusal> number(String text) {
    return isNumber(text)
        ? Outcome.passed(new BigDecimal(text))
        : Outcome.refused(EncodeRefusal.NO_SUCH_VALUE);
  }

  private static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  private static double binary(String text) {
    return switch (text) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
