package dev.portcullis.can.expression;

/** Whether something holds, where it may not be known (Kleene's three values). */
public enum Truth {
  /** It does. */
  HOLDS,
  /** It does not. */
  FAILS,
  /** A signal that decides it is not known. It never counts as holding. */
  UNKNOWN;

  static Truth of(boolean holds) {
    return holds ? HOLDS : FAILS;
  }

  Truth not() {
    return switch (this) {
      case HOLDS -> FAILS;
      case FAILS -> HOLDS;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** One that fails decides, whatever is unknown beside it. */
  Truth and(Truth other) {
    if (this == FAILS || other == FAILS) {
      return FAILS;
    }
    return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : HOLDS;
  }

  /** One that holds decides, whatever is unknown beside it. */
  Truth or(Truth other) {
    return not().and(other.not()).not();
  }
}
