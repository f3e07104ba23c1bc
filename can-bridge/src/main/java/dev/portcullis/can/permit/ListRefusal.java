package dev.portcullis.can.permit;

/** Why the list does not permit a frame. */
public enum ListRefusal implements PermitRefusal {
  /** No entry matches its bus, id, format, kind, length and masked payload. */
  NOT_LISTED,
  /** Every entry that matches has used up its rate. */
  RATE_EXCEEDED
}
