package dev.portcullis.can.dbc;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The range of a signal's physical value, {@code [minimum|maximum]}. Its bits can often hold more:
 * the file's range is what the sender means, not what can be on the bus.
 */
public record Limits(BigDecimal minimum, BigDecimal maximum) {

  /** Empty for {@code [0|0]}, which says nothing. */
  static Optional<Limits> of(Decimal minimum, Decimal maximum) {
    return minimum.exact().signum() == 0 && maximum.exact().signum() == 0
        ? Optional.empty()
        : Optional.of(new Limits(minimum.exact(), maximum.exact()));
  }

  /** Whether {@code physical} lies within, the ends included. */
  public boolean contain(BigDecimal physical) {
    return physical.compareTo(minimum) >= 0 && physical.compareTo(maximum) <= 0;
  }
}
