package dev.portcullis.can.log;

/** Why a line is none of a candump recording. */
public enum CandumpRefusal {
  /** Not {@code (seconds.microseconds)}, nor with nanoseconds, or a time beyond the year 2262. */
  BAD_TIME,
  /** No name that a network interface can have, between single spaces. */
  BAD_INTERFACE,
  /** Neither three nor eight hexadecimal digits, or a number that no id has. */
  BAD_ID,
  /** A character that is no hexadecimal digit where one belongs, or half a byte. */
  BAD_DIGIT,
  /** More bytes than the kind of frame carries, or a number of them that no FD frame has. */
  BAD_LENGTH,
  /** FD flags other than bit rate switch, error state and FD format, or none. */
  BAD_FLAGS,
  /** An error frame without its eight bytes. */
  BAD_ERROR_FRAME,
  /** The line ends before there is a frame. */
  TRUNCATED,
  /** The line goes on behind its frame. */
  TRAILING_CHARACTERS,
  /** More characters than any line of a recording has. */
  LINE_TOO_LONG
}
