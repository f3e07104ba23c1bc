package dev.portcullis.can.dbc;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/** A signal's factor and offset: physical value = raw value × factor + offset. */
record Scaling(Decimal factor, Decimal offset) {

  /** More digits than 64 bits and a binary64 number have together. */
  private static final MathContext DIVISION = new MathContext(60, RoundingMode.HALF_EVEN);

  boolean isIdentity() {
    return factor.exact().compareTo(BigDecimal.ONE) == 0 && offset.exact().signum() == 0;
  }

  /** Whether whole raw values have whole physical values. */
  boolean isWhole() {
    return isWhole(factor) && isWhole(offset);
  }

  private static boolean isWhole(Decimal number) {
    return number.exact().signum() == 0 || number.exact().stripTrailingZeros().scale() <= 0;
  }

  BigDecimal physical(BigDecimal raw) {
    return raw.multiply(factor.exact()).add(offset.exact());
  }

  /** In binary64, without allocation. */
  double physical(double raw) {
    return raw * factor.binary() + offset.binary();
  }

  /** Empty for a factor of 0, under which nothing can be told from the physical value. */
  Optional<BigDecimal> raw(BigDecimal physical) {
    return factor.exact().signum() == 0
        ? Optional.empty()
        : Optional.of(physical.subtract(offset.exact()).divide(factor.exact(), DIVISION));
  }
}
