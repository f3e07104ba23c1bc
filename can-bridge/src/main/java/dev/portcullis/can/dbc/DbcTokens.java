package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.DbcRefusal.Reason;
import dev.portcullis.can.dbc.Token.Kind;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the parser asks of the tokens: this sign, a name, a number in a range. An answer after a
 * fault is a stand-in (an empty name, the lowest number), and the whole result is dropped.
 */
final class DbcTokens {

  private static final int MAX_EXPONENT = 64;

  private final DbcLexer lexer;
  private Token current;
  private Token following;

  DbcTokens(String text) {
    lexer = new DbcLexer(text);
    current = lexer.next();
    following = lexer.next();
  }

  Optional<DbcRefusal> fault() {
    return lexer.fault();
  }

  Token current() {
    return current;
  }

  Token following() {
    return following;
  }

  /** Steps to the next token. */
  void advance() {
    current = following;
    following = lexer.next();
  }

  Token take() {
    Token taken = current;
    advance();
    return taken;
  }

  boolean atEnd() {
    return current.kind() == Kind.END;
  }

  /** Ends the parsing; {@code where} is the line. */
  void fail(Reason reason, int where) {
    current = lexer.fail(reason, where);
    following = current;
  }

  /** Ends the parsing because of the current token. */
  void unexpected() {
    fail(atEnd() ? Reason.TRUNCATED : Reason.UNEXPECTED, current.line());
  }

  void sign(char sign) {
    if (current.isSign(sign)) {
      advance();
    } else {
      unexpected();
    }
  }

  /** Takes the sign if it is there; whether it was. */
  boolean maybe(char sign) {
    boolean there = current.isSign(sign);
    if (there) {
      advance();
    }
    return there;
  }

  void skipName() {
    skip(Kind.NAME);
  }

  void skipString() {
    skip(Kind.STRING);
  }

  void skipNumber() {
    if (current.isSign('-') || current.isSign('+')) {
      advance();
    }
    skip(Kind.NUMBER);
  }

  private void skip(Kind kind) {
    if (current.kind() == kind) {
      advance();
    } else {
      unexpected();
    }
  }

  String name() {
    return text(Kind.NAME);
  }

  String string() {
    return text(Kind.STRING);
  }

  /** A name in quotation marks. */
  String longName() {
    int line = current.line();
    String name = string();
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,127}")) {
      fail(Reason.BAD_NAME, line);
    }
    return name;
  }

  private String text(Kind kind) {
    if (current.kind() == kind) {
      return take().text();
    }
    unexpected();
    return "";
  }

  /** A whole number from {@code min} to {@code max}. */
  long whole(long min, long max) {
    int line = current.line();
    BigDecimal number = number();
    if (number.stripTrailingZeros().scale() > 0
        || number.compareTo(BigDecimal.valueOf(min)) < 0
        || number.compareTo(BigDecimal.valueOf(max)) > 0) {
      fail(Reason.BAD_NUMBER, line);
      return min;
    }
    return number.longValue();
  }

  /**
   * A signed decimal number, exactly as written; its exponent is bounded so that it stays small.
   */
  BigDecimal number() {
    boolean negative = current.isSign('-');
    if (negative || current.isSign('+')) {
      advance();
    }
    if (current.kind() != Kind.NUMBER) {
      unexpected();
      return BigDecimal.ZERO;
    }
    Token token = take();
    if (hasHugeExponent(token.text())) {
      fail(Reason.BAD_NUMBER, token.line());
      return BigDecimal.ZERO;
    }
    var number = new BigDecimal(token.text());
    return negative ? number.negate() : number;
  }

  private static boolean hasHugeExponent(String number) {
    int e = Math.max(number.indexOf('e'), number.indexOf('E'));
    if (e < 0) {
      return false;
    }
    String digits = number.substring(e + 1).replaceFirst("^[+-]?0*", "");
    return digits.length() > 2 || (!digits.isEmpty() && Integer.parseInt(digits) > MAX_EXPONENT);
  }

  /** Steps over everything up to and with the next semicolon. */
  void skipStatement() {
    while (!atEnd() && !current.isSign(';')) {
      advance();
    }
    sign(';');
  }
}
