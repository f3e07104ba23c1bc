package dev.portcullis.can.watch;

import dev.portcullis.can.watch.TwinSide.Side;
import java.util.Optional;

/** Whether two signals of the same name agree, and how far they are apart at most. */
final class TwinLearner implements TwinSide.Listener {

  private static final long ENOUGH = 200;

  /** Signals that are further apart, of all that they said, share only their name. */
  private static final double MOST_OF_SPAN = 0.1;

  private final Twins twins;
  private final Difference difference = new Difference();
  private double largest;
  private long comparisons;
  private long changes;
  private double last = Double.NaN;
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;

  TwinLearner(Twins twins) {
    this.twins = twins;
  }

  Twins twins() {
    return twins;
  }

  @Override
  public void said(Side side, double value, long now) {
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
    if (side == Side.FIRST) {
      changes += value == last ? 0 : 1;
      last = value;
    }
    double least = difference.put(side, value);
    if (least >= 0) {
      comparisons++;
      largest = Math.max(largest, least);
    }
  }

  /** Empty where they do not agree, or too little was seen of them. */
  Optional<TwinBaseline> learned() {
    return comparisons >= ENOUGH
            && changes >= ENOUGH
            && largest <= MOST_OF_SPAN * (maximum - minimum)
        ? Optional.of(
            new TwinBaseline(twins.signal(), twins.second().name(), largest, maximum - minimum))
        : Optional.empty();
  }
}
