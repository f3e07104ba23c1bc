package dev.portcullis.can.actuate;

/**
 * Why a command map was refused.
 *
 * @param file as it was named
 * @param where the key's path, or the line where the file is no TOML
 * @param detail what was found, for people; may quote the file
 */
public record CommandMapRefusal(Reason reason, String file, String where, String detail) {

  /** The closed list of reasons. */
  public enum Reason {
    /** The text is longer than {@link CommandMap#MAX_CHARACTERS}. */
    FILE_TOO_LARGE,
    /** The file is no TOML. */
    NOT_TOML,
    /** A schema other than 1. */
    UNKNOWN_SCHEMA,
    /** A key that must be there is not. */
    MISSING_KEY,
    /** A key that means nothing. */
    UNKNOWN_KEY,
    /** A value of another type than the key has. */
    WRONG_TYPE,
    /** A number outside its range, or an empty list or text. */
    OUT_OF_RANGE,
    /** A text that is none of those the key knows. */
    UNKNOWN_WORD,
    /** The DBC has no such message, or has it broken. */
    NO_SUCH_MESSAGE,
    /** The message is not under {@code watch}. */
    NOT_WATCHED,
    /** The message has no such signal. */
    NO_SUCH_SIGNAL,
    /** A multiplexed signal, which cannot be watched or sent. */
    MULTIPLEXED,
    /** The signal has no value of that name, or cannot hold that number. */
    NO_SUCH_VALUE,
    /** No condition of that name. */
    NO_SUCH_CONDITION,
    /** A checksum that is not one whole byte. */
    BAD_CHECKSUM,
    /**
     * SecOC's parts do not lie in the message as said, or are not enough for what it is used for.
     */
    BAD_SECOC,
    /** The action leaves signals of its message without a value, or sets one twice. */
    NOT_ENCODABLE,
    /** Feedback, or a watched message, is one that this unit itself sends. */
    OUR_OWN_MESSAGE,
    /** Not hexadecimal digits of the frame's length, or a value outside its mask. */
    BAD_BYTES
  }

  @Override
  public String toString() {
    return file + ": " + where + ": " + detail;
  }
}
