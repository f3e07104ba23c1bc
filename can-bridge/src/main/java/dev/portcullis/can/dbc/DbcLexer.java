package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.DbcRefusal.Reason;
import dev.portcullis.can.dbc.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts the text of a DBC file into tokens, one at a time. After a fault the text has ended, so that
 * the parser winds down without exceptions; it may then resume at a later line to find more faults.
 */
final class DbcLexer {

  /** So many are named; a file with more is none. */
  static final int MAX_FAULTS = 100;

  private static final int MAX_NAME = 128;
  private static final int MAX_DIGITS = 400;
  private static final String SIGNS = ":;,|@+-()[]";

  private final String text;
  private final List<DbcRefusal> faults = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;
  private boolean stopped;

  DbcLexer(String text) {
    this.text = text;
  }

  Token next() {
    skipBlanks();
    if (stopped || at >= text.length()) {
      return new Token(Kind.END, "", here());
    }
    char c = text.charAt(at);
    if (c == '"') {
      return string();
    }
    if (isDigit(c) || ((c == '+' || c == '-') && isDigitAt(at + 1))) {
      return number();
    }
    if (isNameStart(c)) {
      return name();
    }
    if (SIGNS.indexOf(c) >= 0) {
      Position begin = here();
      at++;
      return new Token(Kind.SIGN, String.valueOf(c), begin);
    }
    return fail(Reason.BAD_CHARACTER, here());
  }

  /** Ends the text here; of faults that follow from it none is kept. */
  Token fail(Reason reason, Position where) {
    if (!stopped) {
      faults.add(new DbcRefusal(reason, where.line(), where.column()));
      stopped = true;
    }
    return new Token(Kind.END, "", where);
  }

  /** Why the text ended before its end, each time. */
  List<DbcRefusal> faults() {
    return faults;
  }

  boolean isStopped() {
    return stopped;
  }

  /**
   * Goes on at the first line, from that of {@code fault} on, whose first word stands at or behind
   * it and is one of {@code words}; where there is none, the text has ended for good.
   */
  void resume(Position fault, Set<String> words) {
    if (faults.size() >= MAX_FAULTS) {
      return;
    }
    stopped = false;
    line = fault.line();
    lineStart = fault.lineStart();
    at = lineStart;
    while (at < text.length()) {
      while (at < text.length() && isBlank(text.charAt(at))) {
        at++;
      }
      if (at >= fault.offset() && words.contains(wordAt(at))) {
        return;
      }
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end + 1;
      line++;
      lineStart = at;
    }
  }

  private Position here() {
    return new Position(at, line, at - lineStart + 1);
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        at++;
        line++;
        lineStart = at;
      } else if (isBlank(c)) {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else {
        return;
      }
    }
  }

  /** A string may hold line ends; a backslash before a quotation mark keeps it open. */
  private Token string() {
    Position begin = here();
    int from = at + 1;
    int end = text.indexOf('"', from);
    while (end > from && text.charAt(end - 1) == '\\') {
      end = text.indexOf('"', end + 1);
    }
    if (end < 0) {
      return fail(Reason.NOT_CLOSED, begin);
    }
    for (; at <= end; at++) {
      if (text.charAt(at) == '\n') {
        line++;
        lineStart = at + 1;
      }
    }
    return new Token(Kind.STRING, text.substring(from, end).replace("\\\"", "\""), begin);
  }

  private Token name() {
    Position begin = here();
    String word = wordAt(at);
    if (word.length() > MAX_NAME) {
      return fail(Reason.BAD_NAME, begin);
    }
    at += word.length();
    return new Token(Keywords.contains(word) ? Kind.KEYWORD : Kind.NAME, word, begin);
  }

  private String wordAt(int from) {
    int end = from;
    while (end < text.length() && (isNameStart(text.charAt(end)) || isDigitAt(end))) {
      end++;
    }
    return text.substring(from, end);
  }

  /** A sign if there is one, digits, perhaps a point and digits, perhaps an exponent. */
  private Token number() {
    Position begin = here();
    at++;
    skipDigits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      skipDigits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int digits = at + 1;
      if (digits < text.length() && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
        digits++;
      }
      if (isDigitAt(digits)) {
        at = digits;
        skipDigits();
      }
    }
    if (at - begin.offset() > MAX_DIGITS) {
      return fail(Reason.BAD_NUMBER, begin);
    }
    return new Token(Kind.NUMBER, text.substring(begin.offset(), at), begin);
  }

  private void skipDigits() {
    while (isDigitAt(at)) {
      at++;
    }
  }

  private boolean isDigitAt(int index) {
    return index < text.length() && isDigit(text.charAt(index));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
