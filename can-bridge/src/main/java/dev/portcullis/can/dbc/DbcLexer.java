package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.DbcRefusal.Reason;
import dev.portcullis.can.dbc.Token.Kind;
import java.util.Optional;

/**
 * Cuts the text of a DBC file into tokens, one at a time. The first fault is kept, and from then on
 * the text has ended: the parser winds down without exceptions, and its result is dropped.
 */
final class DbcLexer {

  private static final int MAX_NAME = 128;
  private static final int MAX_DIGITS = 64;
  private static final String SIGNS = ":;,|@+-()[]";

  private final String text;
  private int at;
  private int line = 1;
  private Optional<DbcRefusal> fault = Optional.empty();

  DbcLexer(String text) {
    this.text = text;
  }

  Token next() {
    skipBlanks();
    if (at >= text.length()) {
      return new Token(Kind.END, "", line);
    }
    char c = text.charAt(at);
    if (c == '"') {
      return string();
    }
    if (isDigit(c)) {
      return number();
    }
    if (isNameStart(c)) {
      return name();
    }
    if (SIGNS.indexOf(c) >= 0) {
      at++;
      return new Token(Kind.SIGN, String.valueOf(c), line);
    }
    return fail(Reason.BAD_CHARACTER, line);
  }

  /** Ends the text here; the first reason counts. */
  Token fail(Reason reason, int where) {
    noteFault(reason, where);
    return new Token(Kind.END, "", line);
  }

  private void noteFault(Reason reason, int where) {
    if (fault.isEmpty()) {
      fault = Optional.of(new DbcRefusal(reason, where));
    }
    at = text.length();
  }

  /** Why the text ended before its end. */
  Optional<DbcRefusal> fault() {
    return fault;
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        at++;
      } else if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        skipComment();
      } else {
        return;
      }
    }
  }

  private void skipComment() {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      noteFault(Reason.NOT_CLOSED, line);
    } else {
      skipTo(end, 2);
    }
  }

  private void skipTo(int end, int size) {
    for (; at < end + size; at++) {
      if (text.charAt(at) == '\n') {
        line++;
      }
    }
  }

  /** A string may hold line ends; a backslash before a quotation mark keeps it open. */
  private Token string() {
    int begin = at + 1;
    int beginLine = line;
    int end = text.indexOf('"', begin);
    while (end > begin && text.charAt(end - 1) == '\\') {
      end = text.indexOf('"', end + 1);
    }
    if (end < 0) {
      return fail(Reason.NOT_CLOSED, line);
    }
    skipTo(end, 1);
    return new Token(Kind.STRING, text.substring(begin, end), beginLine);
  }

  private Token name() {
    int begin = at;
    while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    if (at - begin > MAX_NAME) {
      return fail(Reason.BAD_NAME, line);
    }
    return new Token(Kind.NAME, text.substring(begin, at), line);
  }

  /** Digits, then a fraction of at least one digit, then an exponent; nothing stuck to it. */
  private Token number() {
    int begin = at;
    boolean wellFormed = digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      wellFormed &= digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      wellFormed &= digits();
    }
    boolean stuck = at < text.length() && isNameStart(text.charAt(at));
    if (!wellFormed || stuck || at - begin > MAX_DIGITS) {
      return fail(Reason.BAD_NUMBER, line);
    }
    return new Token(Kind.NUMBER, text.substring(begin, at), line);
  }

  /** Steps over digits; whether there was one. */
  private boolean digits() {
    int begin = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at > begin;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
