package dev.portcullis.can.watch;

import dev.portcullis.can.dbc.Presence;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.dbc.SignalValues;
import dev.portcullis.can.dbc.ValueType;
import java.util.Optional;

/** What one signal says, and whether it counts frames. */
final class SignalLearner {

  private static final int LEAST_COUNTER_BITS = 2;
  private static final int MOST_COUNTER_BITS = 16;
  private static final int ENOUGH_WRAPS = 2;
  private static final long NOT_WRAPPED = -1;

  private final int index;
  private final Signal signal;
  private boolean counts;
  private long lastRaw;
  private long wrapsAfter = NOT_WRAPPED;
  private long wraps;
  private boolean hasRaw;
  private boolean hasValue;
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;
  private double last = Double.NaN;
  private double step;
  private long changes;

  SignalLearner(int index, Signal signal) {
    this.index = index;
    this.signal = signal;
    counts =
        signal.type() == ValueType.UNSIGNED
            && signal.bits() >= LEAST_COUNTER_BITS
            && signal.bits() <= MOST_COUNTER_BITS
            && signal.presence() instanceof Presence.Always;
  }

  void accept(SignalValues values) {
    if (values.isPresent(index)) {
      long raw = values.raw(index);
      count(raw);
      measure(raw);
    }
  }

  private void count(long raw) {
    if (counts && hasRaw && raw != lastRaw + 1) {
      counts = raw == 0 && (wrapsAfter == NOT_WRAPPED || wrapsAfter == lastRaw);
      wrapsAfter = lastRaw;
      wraps++;
    }
    hasRaw = true;
    lastRaw = raw;
  }

  private void measure(long raw) {
    if (!Twins.isMeasured(signal)) {
      return;
    }
    double value = signal.physicalValue(raw);
    if (signal.isNamed(raw) || !Double.isFinite(value)) {
      last = Double.NaN;
      return;
    }
    hasValue = true;
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
    double change = Math.abs(value - last);
    if (change > 0) {
      step = Math.max(step, change);
      changes++;
    }
    last = value;
  }

  Signal signal() {
    return signal;
  }

  /** Whether it changed in at least so many frames. */
  boolean changed(long least) {
    return changes >= least;
  }

  /** A clock counts, too, but not as far as its bits go; a counter leaves out one at most. */
  Optional<CounterBaseline> counter() {
    return counts && wraps >= ENOUGH_WRAPS && wrapsAfter + 2 >= 1L << signal.bits()
        ? Optional.of(new CounterBaseline(signal.name(), wrapsAfter + 1))
        : Optional.empty();
  }

  Optional<SignalBaseline> learned() {
    return hasValue && Double.isFinite(step)
        ? Optional.of(new SignalBaseline(signal.name(), minimum, maximum, step, changes))
        : Optional.empty();
  }
}
