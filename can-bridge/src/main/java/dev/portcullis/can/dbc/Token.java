package dev.portcullis.can.dbc;

/** A piece of a DBC file, with the line it begins on. */
record Token(Kind kind, String text, int line) {

  /** What a token is. */
  enum Kind {
    /** A C identifier; keywords look the same. */
    NAME,
    /** An unsigned decimal number, perhaps with fraction and exponent. */
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

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }
}
