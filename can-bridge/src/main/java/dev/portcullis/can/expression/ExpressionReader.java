package dev.portcullis.can.expression;

import dev.portcullis.crypto.Outcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Reads a condition against the signals that a car watches.
 *
 * <pre>{@code
 * condition  = both *("||" both)
 * both       = one *("&&" one)
 * one        = "!" one / "(" condition ")" / comparison
 * comparison = signal / signal sign number [unit] / signal ("==" / "!=") value-name
 * sign       = "==" / "!=" / "<" / "<=" / ">" / ">="
 * }</pre>
 */
public final class ExpressionReader {

  /** The longest expression, in characters. */
  public static final int MAX_CHARACTERS = 1024;

  private static final int MAX_DEPTH = 16;
  private static final int MAX_DIGITS = 18;

  private final List<ExpressionToken> tokens;
  private final Function<String, Optional<WatchedSignal>> signals;
  private int next;

  /** Ends the reading at the first fault; it never leaves this class. */
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient ExpressionFault fault;

    Wrong(ExpressionToken at, String reason) {
      super(reason, null, false, false);
      this.fault = new ExpressionFault(at.position(), reason);
    }
  }

  private ExpressionReader(
      List<ExpressionToken> tokens, Function<String, Optional<WatchedSignal>> signals) {
    this.tokens = tokens;
    this.signals = signals;
  }

  /**
   * Reads {@code text}; refuses with the first fault and where it is.
   *
   * @param signals finds the watched signal of a name
   */
  public static Outcome<StateExpression, ExpressionFault> read(
      String text, Function<String, Optional<WatchedSignal>> signals) {
    if (text.length() > MAX_CHARACTERS) {
      return Outcome.refused(
          new ExpressionFault(MAX_CHARACTERS + 1, "longer than " + MAX_CHARACTERS + " characters"));
    }
    return ExpressionToken.of(text).then(tokens -> new ExpressionReader(tokens, signals).whole());
  }

  private Outcome<StateExpression, ExpressionFault> whole() {
    try {
      var read = condition(0);
      if (here().kind() != ExpressionToken.Kind.END) {
        throw new Wrong(here(), "expected && or ||, and not '" + here().text() + "'");
      }
      return Outcome.passed(read);
    } catch (Wrong wrong) {
      return Outcome.refused(wrong.fault);
    }
  }

  private StateExpression condition(int depth) throws Wrong {
    var read = both(depth);
    while (take("||")) {
      read = new StateExpression.Either(read, both(depth));
    }
    return read;
  }

  private StateExpression both(int depth) throws Wrong {
    var read = one(depth);
    while (take("&&")) {
      read = new StateExpression.Both(read, one(depth));
    }
    return read;
  }

  private StateExpression one(int depth) throws Wrong {
    if (depth > MAX_DEPTH) {
      throw new Wrong(here(), "nested deeper than " + MAX_DEPTH);
    }
    if (take("!")) {
      return new StateExpression.Not(one(depth + 1));
    }
    if (take("(")) {
      var read = condition(depth + 1);
      if (!take(")")) {
        throw new Wrong(here(), "a bracket is not closed");
      }
      return read;
    }
    return comparison();
  }

  private StateExpression comparison() throws Wrong {
    var name = here();
    if (name.kind() != ExpressionToken.Kind.NAME) {
      throw new Wrong(name, "expected a signal");
    }
    next++;
    var signal =
        signals
            .apply(name.text())
            .orElseThrow(() -> new Wrong(name, name.text() + " is no signal that is watched"));
    for (Comparison comparison : Comparison.values()) {
      if (take(comparison.sign())) {
        return compared(signal, comparison);
      }
    }
    if (signal.signal().bits() != 1) {
      throw new Wrong(name, name.text() + " is more than yes or no: compare it with something");
    }
    return new StateExpression.Set(signal);
  }

  private StateExpression compared(WatchedSignal signal, Comparison comparison) throws Wrong {
    var value = here();
    next++;
    return switch (value.kind()) {
      case NAME -> named(signal, comparison, value);
      case NUMBER -> measured(signal, comparison, value);
      case UNIT, SIGN, END -> throw new Wrong(value, "expected a number or the name of a value");
    };
  }

  private static StateExpression named(
      WatchedSignal signal, Comparison comparison, ExpressionToken value) throws Wrong {
    OptionalLong raw = signal.signal().rawNamed(value.text());
    if (raw.isEmpty()) {
      throw new Wrong(value, signal.signal().name() + " has no value " + value.text());
    }
    if (comparison != Comparison.EQUAL && comparison != Comparison.UNEQUAL) {
      throw new Wrong(value, "a named value is neither more nor less than another");
    }
    return new StateExpression.Named(signal, comparison, raw.getAsLong());
  }

  private StateExpression measured(
      WatchedSignal signal, Comparison comparison, ExpressionToken value) throws Wrong {
    if (value.text().length() > MAX_DIGITS || !value.text().matches("-?\\d+(\\.\\d+)?")) {
      throw new Wrong(value, value.text() + " is no number");
    }
    var unit = here().kind() == ExpressionToken.Kind.UNIT ? here().text() : "";
    if (!unit.equals(signal.signal().unit())) {
      throw new Wrong(
          here(),
          signal.signal().unit().isEmpty()
              ? signal.signal().name() + " has no unit"
              : signal.signal().name() + " is in " + signal.signal().unit());
    }
    if (!unit.isEmpty()) {
      next++;
    }
    return new StateExpression.Measured(signal, comparison, new BigDecimal(value.text()));
  }

  private ExpressionToken here() {
    return tokens.get(Math.min(next, tokens.size() - 1));
  }

  private boolean take(String sign) {
    if (here().is(sign)) {
      next++;
      return true;
    }
    return false;
  }
}
