package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.DbcRefusal.Reason;
import dev.portcullis.can.dbc.Token.Kind;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/**
 * What the parser asks of the tokens: this sign, a name, a number in a range. An answer after a
 * fault is a stand-in (an empty name, the lowest number), and the whole result is dropped.
 */
final class DbcTokens {

  private final DbcLexer lexer;
  private Token current;
  private Token following;
  private Position lastFault = Position.START;

  DbcTokens(String text) {
    lexer = new DbcLexer(text);
    current = lexer.next();
    following = lexer.next();
  }

  List<DbcRefusal> faults() {
    return lexer.faults();
  }

  Token current() {
    return current;
  }

  Token following() {
    return following;
  }

  Position position() {
    return current.position();
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

  /** Whether a fault ended the text, and all tokens before it are taken. */
  boolean isFaulty() {
    return atEnd() && lexer.isStopped();
  }

  /** Goes on behind the last fault, at a line that begins with one of {@code words}. */
  void resume(Set<String> words) {
    lexer.resume(lastFault.offset() > 0 ? lastFault : current.position(), words);
    lastFault = Position.START;
    current = lexer.next();
    following = lexer.next();
  }

  /** Ends the text because of what stands at {@code where}. */
  void fail(Reason reason, Position where) {
    lastFault = where;
    current = lexer.fail(reason, where);
    following = current;
  }

  /** Ends the text because of the current token. */
  void unexpected() {
    fail(atEnd() ? Reason.TRUNCATED : Reason.UNEXPECTED, position());
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

  void keyword(String keyword) {
    if (current.isKeyword(keyword)) {
      advance();
    } else {
      unexpected();
    }
  }

  boolean isName() {
    return current.kind() == Kind.NAME;
  }

  boolean isNumber() {
    return current.kind() == Kind.NUMBER;
  }

  boolean isString() {
    return current.kind() == Kind.STRING;
  }

  String name() {
    return text(Kind.NAME);
  }

  String string() {
    return text(Kind.STRING);
  }

  /** The keyword that stands here; empty for anything else, such as a string of the same text. */
  String keyword() {
    return current.kind() == Kind.KEYWORD ? current.text() : "";
  }

  /** Steps over tokens of these kinds, one after the other. */
  void skip(Kind... kinds) {
    for (Kind kind : kinds) {
      if (current.kind() == kind) {
        advance();
      } else {
        unexpected();
      }
    }
  }

  /** Steps over names with commas between them. */
  void skipNames() {
    do {
      skip(Kind.NAME);
    } while (maybe(','));
  }

  /** Steps over the value of an attribute. */
  void skipValue() {
    skip(isNumber() ? Kind.NUMBER : Kind.STRING);
  }

  /** The value of an attribute: a number or a string. */
  Token value() {
    if (!isNumber() && !isString()) {
      unexpected();
    }
    return take();
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
    Position where = position();
    BigInteger number = whole();
    if (number.compareTo(BigInteger.valueOf(min)) < 0
        || number.compareTo(BigInteger.valueOf(max)) > 0) {
      fail(Reason.BAD_NUMBER, where);
      return min;
    }
    return number.longValue();
  }

  /** A whole number, without point and exponent. */
  BigInteger whole() {
    Position where = position();
    String digits = text(Kind.NUMBER);
    if (digits.isEmpty()) {
      return BigInteger.ZERO;
    }
    if (!Decimal.isWhole(digits)) {
      fail(Reason.BAD_NUMBER, where);
      return BigInteger.ZERO;
    }
    return new BigInteger(digits);
  }

  /** A decimal number, exactly as written; its exponent is bounded so that it stays small. */
  Decimal number() {
    Position where = position();
    String digits = text(Kind.NUMBER);
    if (digits.isEmpty()) {
      return Decimal.ZERO;
    }
    return Decimal.parse(digits)
        .orElseGet(() -> {
          fail(Reason.BAD_NUMBER, where);
          return Decimal.ZERO;
        });
  }

  /** Steps over everything up to and with the next semicolon. */
  void skipStatement() {
    while (!atEnd() && !current.isSign(';')) {
      advance();
    }
    sign(';');
  }
}
