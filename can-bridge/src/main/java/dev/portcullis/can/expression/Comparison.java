package dev.portcullis.can.expression;

/** How two numbers are compared. */
enum Comparison {
  EQUAL("=="),
  UNEQUAL("!="),
  AT_MOST("<="),
  AT_LEAST(">="),
  BELOW("<"),
  ABOVE(">");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  String sign() {
    return sign;
  }

  /** Whether it holds where the one less the other has this sign. */
  boolean holds(int difference) {
    return switch (this) {
      case EQUAL -> difference == 0;
      case UNEQUAL -> difference != 0;
      case AT_MOST -> difference <= 0;
      case AT_LEAST -> difference >= 0;
      case BELOW -> difference < 0;
      case ABOVE -> difference > 0;
    };
  }
}
