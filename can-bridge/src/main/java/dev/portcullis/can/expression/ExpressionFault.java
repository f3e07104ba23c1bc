package dev.portcullis.can.expression;

/**
 * What is wrong with an expression.
 *
 * @param position which character it is found at, from 1
 * @param reason for a person, without the position
 */
public record ExpressionFault(int position, String reason) {

  @Override
  public String toString() {
    return "character " + position + ": " + reason;
  }
}
