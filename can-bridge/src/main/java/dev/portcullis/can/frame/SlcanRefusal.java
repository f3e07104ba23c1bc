package dev.portcullis.can.frame;

/** Why a line of the serial CAN protocol was refused. */
public enum SlcanRefusal implements WireRefusal {
  /** The first character is no command and no answer we know. */
  UNKNOWN_COMMAND,
  /** A character that is no upper-case hexadecimal digit where one belongs. */
  BAD_DIGIT,
  /** A standard id above 7FF or an extended one above 1FFFFFFF. */
  ID_OUT_OF_RANGE,
  /** A length code above 8 in a classic frame. */
  BAD_LENGTH_CODE,
  /** The line ends before what its command and length code promise. */
  TRUNCATED,
  /** The line goes on behind what its command and length code promise. */
  TRAILING_CHARACTERS,
  /** More characters without a carriage return than the longest line has. */
  LINE_TOO_LONG,
  /** Status flags that were not asked for, or a second answer to one question. */
  UNASKED
}
