package dev.portcullis.can.actuate;

/** Why an action whose preconditions hold was not sent. */
public enum SendRefusal implements Hindrance {
  /** A parameter is missing, unknown, or out of the range the command map gives. */
  BAD_PARAMETER,
  /** The allow-list has no entry for the frame. */
  FRAME_NOT_PERMITTED,
  /** The allow-list has one, and its rate is used up. */
  RATE_EXCEEDED,
  /** SecOC could not secure it: no key, a counter at its end, or nowhere to keep the counter. */
  NOT_SECURED
}
