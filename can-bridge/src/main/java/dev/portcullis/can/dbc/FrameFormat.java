package dev.portcullis.can.dbc;

/** What kind of frame carries a message. */
public enum FrameFormat {
  /** Up to 8 bytes. */
  CLASSIC,
  /** Up to 64 bytes; from the attribute {@code VFrameFormat}. */
  FD,
  /**
   * More than 8 bytes, and the file does not speak of FD: many files leave it out. Where the length
   * is one of FD, an FD frame carries it; any other length is of a transport protocol, and no
   * single frame carries it.
   */
  UNSTATED
}
