package dev.portcullis.can.secoc;

import dev.portcullis.can.secoc.FreshnessLengths.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The complete values that a truncated one can mean. Pure; it commits nothing.
 *
 * @param last the last value accepted
 */
record FreshnessWindow(Counted lengths, FreshnessValue last) {

  /**
   * The smallest values above the last accepted one whose low bits are {@code sent}, in order.
   *
   * @param most how many at most; there are fewer where the counter ends
   */
  List<FreshnessValue> above(long sent, int most) {
    List<FreshnessValue> values = new ArrayList<>();
    var value = Optional.of(withLowBits(sent));
    if (!withLowBits(sent).isAbove(last)) {
      value = up(withLowBits(sent));
    }
    while (value.isPresent() && values.size() < most) {
      values.add(value.get());
      value = up(value.get());
    }
    return values;
  }

  /** The greatest value up to and with the last accepted one whose low bits are {@code sent}. */
  Optional<FreshnessValue> notAbove(long sent) {
    var value = withLowBits(sent);
    if (!value.isAbove(last)) {
      return Optional.of(value);
    }
    return sendsAll() || Long.compareUnsigned(value.value(), step()) < 0
        ? Optional.empty()
        : Optional.of(new FreshnessValue(value.value() - step()));
  }

  /** Whether {@code sent} can only come from a counter that went past its end. */
  boolean isExhaustedFor(long sent) {
    boolean isAtTheEnd = last.equals(lengths.greatest());
    return isAtTheEnd || (!sendsAll() && above(sent, 1).isEmpty());
  }

  private FreshnessValue withLowBits(long sent) {
    return new FreshnessValue((last.value() & ~lengths.sentMask()) | sent);
  }

  private Optional<FreshnessValue> up(FreshnessValue value) {
    if (sendsAll()) {
      return Optional.empty();
    }
    var left = new FreshnessValue(lengths.greatest().value() - value.value());
    return new FreshnessValue(step()).isAbove(left)
        ? Optional.empty()
        : Optional.of(new FreshnessValue(value.value() + step()));
  }

  private boolean sendsAll() {
    return lengths.sentBits() == lengths.fullBits();
  }

  private long step() {
    return 1L << lengths.sentBits();
  }
}
