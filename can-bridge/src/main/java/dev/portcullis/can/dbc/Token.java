package dev.portcullis.can.dbc;

/** A piece of a DBC file, with the place it begins at. */
record Token(Kind kind, String text, Position position) {

  /** What a token is. */
  enum Kind {
    /** A C identifier that is no keyword. */
    NAME,
    /** One of {@link Keywords}: it begins a statement, and nothing may be named so. */
    KEYWORD,
    /** A decimal number, perhaps with sign, fraction and exponent. */
    NUMBER,
    /** What stood between quotation marks. */
    STRING,
    /** One of {@code : ; , | @ + - ( ) [ ]}. */
    SIGN,
    /** Behind the last token. */
    END
  }

  boolean isSign(char sign) {
    return kind == Kind.SIGN && text.charAt(0) == sign;
  }

  boolean isKeyword(String keyword) {
    return kind == Kind.KEYWORD && text.equals(keyword);
  }
}
