package dev.portcullis.can.expression;

import dev.portcullis.crypto.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of an expression.
 *
 * @param text as it was written; empty at the end
 * @param position of its first character, from 1
 */
record ExpressionToken(Kind kind, String text, int position) {

  enum Kind {
    NAME,
    NUMBER,
    /** What stands behind a number, up to a blank, an operator or a bracket. */
    UNIT,
    SIGN,
    END
  }

  private static final List<String> SIGNS =
      List.of("&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "(", ")");

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** The pieces of {@code text}, the last of them the end. */
  static Outcome<List<ExpressionToken>, ExpressionFault> of(String text) {
    var tokens = new ArrayList<ExpressionToken>();
    int at = 0;
    while (at < text.length()) {
      char first = text.charAt(at);
      if (first == ' ') {
        at++;
        continue;
      }
      var token = next(text, at, tokens.isEmpty() ? Kind.SIGN : tokens.getLast().kind());
      if (token.text().isEmpty()) {
        return Outcome.refused(new ExpressionFault(at + 1, "'" + first + "' means nothing here"));
      }
      tokens.add(token);
      at += token.text().length();
    }
    tokens.add(new ExpressionToken(Kind.END, "", text.length() + 1));
    return Outcome.passed(tokens);
  }

  private static ExpressionToken next(String text, int at, Kind before) {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        return new ExpressionToken(Kind.SIGN, sign, at + 1);
      }
    }
    if (before == Kind.NUMBER) {
      return new ExpressionToken(Kind.UNIT, run(text, at, ExpressionToken::inUnit), at + 1);
    }
    char first = text.charAt(at);
    boolean negative = first == '-';
    if (negative || isDigit(first)) {
      var digits = run(text, negative ? at + 1 : at, ExpressionToken::inNumber);
      var number =
          digits.isEmpty() ? "" : text.substring(at, at + digits.length() + sign(negative));
      return new ExpressionToken(Kind.NUMBER, number, at + 1);
    }
    return new ExpressionToken(Kind.NAME, run(text, at, ExpressionToken::inName), at + 1);
  }

  private static int sign(boolean negative) {
    return negative ? 1 : 0;
  }

  private interface Characters {
    boolean has(char character);
  }

  private static String run(String text, int from, Characters characters) {
    int end = from;
    while (end < text.length() && characters.has(text.charAt(end))) {
      end++;
    }
    return text.substring(from, end);
  }

  private static boolean inUnit(char character) {
    return character > ' ' && "()&|=!<>".indexOf(character) < 0;
  }

  private static boolean inNumber(char character) {
    return isDigit(character) || character == '.';
  }

  private static boolean inName(char character) {
    return character == '_'
        || character == '.'
        || isDigit(character)
        || (character >= 'A' && character <= 'Z')
        || (character >= 'a' && character <= 'z');
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
