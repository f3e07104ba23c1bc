package dev.portcullis.can.dbc;

/**
 * Why a DBC file, or one message of it, was refused.
 *
 * @param line where, counted from 1
 */
public record DbcRefusal(Reason reason, int line) {

  /** The closed list of reasons. */
  public enum Reason {
    /** The text is longer than {@link Database#MAX_CHARACTERS}. */
    FILE_TOO_LARGE,
    /** More messages, signals or values than the limits of {@link Database}. */
    TOO_MANY,
    /** A character that begins nothing the format knows. */
    BAD_CHARACTER,
    /** A string or comment without its end. */
    NOT_CLOSED,
    /** A name that is longer than 128 characters or is no C identifier. */
    BAD_NAME,
    /** A number that is not written as one, has too many digits, or is out of its range. */
    BAD_NUMBER,
    /** Another token than the grammar asks for, or a statement it does not know. */
    UNEXPECTED,
    /** The file ends inside a statement. */
    TRUNCATED,
    /** Two messages of one name or one id. */
    DUPLICATE_MESSAGE,
    /** A message: two of its signals have one name. */
    DUPLICATE_SIGNAL,
    /** A message: its id is above 11 bits, or above 29 with the extended flag. */
    ID_OUT_OF_RANGE,
    /** A message: no frame of its format has its length. */
    BAD_LENGTH,
    /** A message: a signal has bits behind the message's last byte. */
    SIGNAL_OUTSIDE_MESSAGE,
    /** A message: two signals that can be present together share a bit. */
    SIGNALS_OVERLAP,
    /** A message: a multiplexed signal without one clear multiplexor, or in a circle. */
    BAD_MULTIPLEX,
    /** A message: a floating point signal that has not 32 or 64 bits. */
    BAD_VALUE_TYPE,
    /** No message of that name. */
    NO_SUCH_MESSAGE
  }

  @Override
  public String toString() {
    return "line " + line + ": " + reason;
  }
}
