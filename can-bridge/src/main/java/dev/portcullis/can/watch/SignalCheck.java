package dev.portcullis.can.watch;

import dev.portcullis.can.dbc.Limits;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.dbc.SignalValues;
import java.util.Optional;

/**
 * Whether a signal is within its limits, and changes no faster than it ever does. The limits are
 * those of the description, wider where clean traffic was wider: files are not always right. A
 * value that the description has a name for, such as "not available", is no measurement.
 */
final class SignalCheck {

  /** A step may be so much larger than the largest one learned. */
  private static final double STEP_MARGIN = 2;

  /** So much of its range a signal that leaps may leave it by. */
  private static final double RANGE_MARGIN = 0.5;

  /** For so many changes the largest one says something about the next. */
  private static final long ENOUGH_CHANGES = 50;

  /** A signal that leaps over so much of its range does so whenever it wants to. */
  private static final double LEAP = 0.3;

  /** A signal of fewer bits is a state, such as a gear, and goes from any to any other. */
  private static final int MEASUREMENT_BITS = 7;

  private final int index;
  private final Signal signal;
  private final double lowest;
  private final double highest;
  private final double step;
  private final double least;
  private final double most;
  private final Run range;
  private final Run unusual;
  private final Run leap;
  private double last = Double.NaN;

  SignalCheck(
      int index, Signal signal, Optional<SignalBaseline> learned, Subject subject, Ledger ledger) {
    this.index = index;
    this.signal = signal;
    double low =
        signal
            .limits()
            .map(Limits::minimum)
            .map(Number::doubleValue)
            .orElse(Double.NEGATIVE_INFINITY);
    double high =
        signal
            .limits()
            .map(Limits::maximum)
            .map(Number::doubleValue)
            .orElse(Double.POSITIVE_INFINITY);
    // Decimal limits and binary values: half a unit of the last place of either is no deviation.
    double slack = Math.abs(signal.physicalValue(1) - signal.physicalValue(0)) / 4;
    lowest = Math.min(low, learned.map(SignalBaseline::minimum).orElse(low)) - slack;
    highest = Math.max(high, learned.map(SignalBaseline::maximum).orElse(high)) + slack;
    Optional<SignalBaseline> measured = learned.filter(_ -> signal.bits() >= MEASUREMENT_BITS);
    step = measured.map(it -> step(it, 4 * slack)).orElse(Double.POSITIVE_INFINITY);
    double room = measured.map(SignalCheck::room).orElse(Double.POSITIVE_INFINITY) + 4 * slack;
    least = measured.map(it -> it.minimum() - room).orElse(Double.NEGATIVE_INFINITY);
    most = measured.map(it -> it.maximum() + room).orElse(Double.POSITIVE_INFINITY);
    range = ledger.run(FindingKind.RANGE, subject);
    unusual = ledger.run(FindingKind.UNUSUAL, subject);
    leap = ledger.run(FindingKind.STEP, subject);
  }

  private static double step(SignalBaseline learned, double resolution) {
    return learned.changes() >= ENOUGH_CHANGES && !leaps(learned)
        ? STEP_MARGIN * learned.step() + 2 * resolution
        : Double.POSITIVE_INFINITY;
  }

  /**
   * How far a value may be from the range learned. Only of signals that leap: one that goes slowly,
   * such as a temperature, was just not everywhere yet, and its steps say more.
   */
  private static double room(SignalBaseline learned) {
    return learned.changes() >= ENOUGH_CHANGES && leaps(learned)
        ? RANGE_MARGIN * (learned.maximum() - learned.minimum())
        : Double.POSITIVE_INFINITY;
  }

  private static boolean leaps(SignalBaseline learned) {
    return learned.step() >= LEAP * (learned.maximum() - learned.minimum());
  }

  /** Whether there is anything to be found. */
  boolean findsAnything() {
    return lowest != Double.NEGATIVE_INFINITY
        || highest != Double.POSITIVE_INFINITY
        || most != Double.POSITIVE_INFINITY
        || step != Double.POSITIVE_INFINITY;
  }

  /** A frame, {@code periods} after the one before; above what counts, the step is not judged. */
  void accept(SignalValues values, long now, double periods) {
    if (!values.isPresent(index)) {
      return;
    }
    long raw = values.raw(index);
    double value = signal.physicalValue(raw);
    boolean isWithin = value >= lowest && value <= highest;
    if (signal.isNamed(raw)) {
      last = isWithin ? value : Double.NaN;
      return;
    }
    if (!isWithin) {
      range.note(now, value, lowest, highest);
    } else if (value < least || value > most) {
      unusual.note(now, value, least, most);
    }
    double change = step * periods;
    if (Math.abs(value - last) > change) {
      leap.note(now, value, last - change, last + change);
    }
    last = value;
  }
}
