package dev.portcullis.can.expression;

import dev.portcullis.can.state.Reading;
import dev.portcullis.can.state.VehicleState;
import java.math.BigDecimal;
import java.util.function.LongPredicate;

/**
 * A condition over signals, every one of which was found in the car's description. It is never
 * changed; evaluating it takes as many steps as it has parts.
 */
public sealed interface StateExpression {

  /** Whether it holds at {@code now}, on the clock that {@code state} was told of frames with. */
  Truth evaluate(VehicleState state, long now);

  /** Both hold. */
  record Both(StateExpression one, StateExpression other) implements StateExpression {
    @Override
    public Truth evaluate(VehicleState state, long now) {
      return one.evaluate(state, now).and(other.evaluate(state, now));
    }
  }

  /** At least one holds. */
  record Either(StateExpression one, StateExpression other) implements StateExpression {
    @Override
    public Truth evaluate(VehicleState state, long now) {
      return one.evaluate(state, now).or(other.evaluate(state, now));
    }
  }

  /** It does not hold. */
  record Not(StateExpression inner) implements StateExpression {
    @Override
    public Truth evaluate(VehicleState state, long now) {
      return inner.evaluate(state, now).not();
    }
  }

  /** The signal is, or is not, at a value that the car's description names. */
  record Named(WatchedSignal signal, Comparison comparison, long raw) implements StateExpression {
    @Override
    public Truth evaluate(VehicleState state, long now) {
      return known(signal, state, now, is -> comparison.holds(Long.compare(is, raw)));
    }
  }

  /** The signal's physical value compared with a number, in the signal's unit. */
  record Measured(WatchedSignal signal, Comparison comparison, BigDecimal number)
      implements StateExpression {
    @Override
    public Truth evaluate(VehicleState state, long now) {
      return switch (state.read(signal.message(), signal.signal(), now)) {
        case Reading.Unknown _ -> Truth.UNKNOWN;
        case Reading.Known(long raw, var _) ->
            signal
                .signal()
                .physical(raw)
                .map(value -> Truth.of(comparison.holds(value.compareTo(number))))
                .orElse(Truth.UNKNOWN);
      };
    }
  }

  /** The one bit of the signal is set. */
  record Set(WatchedSignal signal) implements StateExpression {
    @Override
    public Truth evaluate(VehicleState state, long now) {
      return known(signal, state, now, is -> is != 0);
    }
  }

  private static Truth known(
      WatchedSignal signal, VehicleState state, long now, LongPredicate holds) {
    return switch (state.read(signal.message(), signal.signal(), now)) {
      case Reading.Unknown _ -> Truth.UNKNOWN;
      case Reading.Known(long raw, var _) -> Truth.of(holds.test(raw));
    };
  }
}
