package dev.portcullis.can.dbc;

/**
 * Why a DBC file, or one message of it, was refused.
 *
 * @param line where, counted from 1
 * @param column where on the line, in characters, counted from 1
 */
public record DbcRefusal(Reason reason, int line, int column) {

  /** The closed list of reasons. */
  public enum Reason {
    /** The text is longer than {@link Database#MAX_CHARACTERS}. */
    FILE_TOO_LARGE("the file is larger than 8 MiB"),
    /** More messages, signals or values than the limits of {@link Database}. */
    TOO_MANY("more messages, signals or values than can be"),
    /** A character that begins nothing the format knows. */
    BAD_CHARACTER("no statement has this character here"),
    /** A string without its end. */
    NOT_CLOSED("this string has no end"),
    /** A name that is longer than 128 characters or is no C identifier. */
    BAD_NAME("not a C identifier of at most 128 characters"),
    /** A number that is not written as one, has too many digits, or is out of its range. */
    BAD_NUMBER("not a number that can stand here"),
    /** Another token than the grammar asks for, or a statement it does not know. */
    UNEXPECTED("the statement cannot go on like this"),
    /** The file ends inside a statement, or has none. */
    TRUNCATED("the file ends here, in the middle of a statement or before the first"),
    /** A value for an attribute that no {@code BA_DEF_} defines. */
    UNKNOWN_ATTRIBUTE("no BA_DEF_ defines this attribute"),
    /** A message's id is above 11 bits, or above 29 with the extended flag. */
    ID_OUT_OF_RANGE("the id has more than 11 bits, or with the extended flag more than 29"),
    /** A floating point signal that has not 16, 32 or 64 bits. */
    BAD_VALUE_TYPE("a floating point signal has 16, 32 or 64 bits"),
    /** A message: another has its name, so the name means none of them. */
    DUPLICATE_MESSAGE("another message has this name"),
    /** A message: two of its signals have one name. */
    DUPLICATE_SIGNAL("another signal of the message has this name"),
    /** A message: longer than {@link Database#MAX_LENGTH}. */
    BAD_LENGTH("the message is longer than 4095 bytes"),
    /** A message: a signal has more than 64 bits. */
    SIGNAL_TOO_LONG("the signal has more than 64 bits"),
    /** A message: a signal has bits behind the message's last byte. */
    SIGNAL_OUTSIDE_MESSAGE("the signal has bits behind the message's last byte"),
    /** A message: two signals that can be present together share a bit. */
    SIGNALS_OVERLAP("the signal shares a bit with one before it, and both can be present"),
    /**
     * A message: a multiplexed signal whose multiplexor is none, in a circle, or 32 levels deep.
     */
    BAD_MULTIPLEX("the signal's multiplexor is not one of the message, or they form a circle"),
    /** No message of that name. */
    NO_SUCH_MESSAGE("no message of the file has this name");

    private final String explanation;

    Reason(String explanation) {
      this.explanation = explanation;
    }

    /** The same in words for a person. */
    public String explanation() {
      return explanation;
    }
  }

  static DbcRefusal at(Position position, Reason reason) {
    return new DbcRefusal(reason, position.line(), position.column());
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column + ": " + reason;
  }
}
