package dev.portcullis.can.dbc;

/** What kind of frame carries a message. */
public enum FrameFormat {
  /** Up to 8 bytes. */
  CLASSIC,
  /** Up to 64 bytes; from the attribute {@code VFrameFormat}. */
  FD
}
