package dev.portcullis.can.permit;

/** Why a frame was not permitted. */
public enum PermitRefusal {
  /** No entry matches its bus, id, format, kind, length and masked payload. */
  NOT_LISTED,
  /** Every entry that matches has used up its rate. */
  RATE_EXCEEDED
}
