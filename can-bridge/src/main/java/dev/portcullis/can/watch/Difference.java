package dev.portcullis.can.watch;

import dev.portcullis.can.watch.TwinSide.Side;

/**
 * How far two signals are apart for several frames in a row. They are compared when both are new
 * since the last time: then the slower one lags by no more than a period of the faster one.
 */
final class Difference {

  private double first;
  private double second;
  private boolean firstIsNew;
  private boolean secondIsNew;
  private double before = Double.NaN;
  private double beforeThat = Double.NaN;

  /** The least of the last three differences; not a number where there is no new one. */
  double put(Side side, double value) {
    switch (side) {
      case FIRST -> {
        first = value;
        firstIsNew = true;
      }
      case SECOND -> {
        second = value;
        secondIsNew = true;
      }
    }
    if (!firstIsNew || !secondIsNew) {
      return Double.NaN;
    }
    firstIsNew = false;
    secondIsNew = false;
    double now = Math.abs(first - second);
    double least = Math.min(now, Math.min(before, beforeThat));
    beforeThat = before;
    before = now;
    return least;
  }

  /** What the other side said last. */
  double other(Side side) {
    return switch (side) {
      case FIRST -> second;
      case SECOND -> first;
    };
  }
}
