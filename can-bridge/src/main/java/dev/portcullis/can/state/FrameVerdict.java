package dev.portcullis.can.state;

/** What became of a received frame. */
public enum FrameVerdict {
  /** It holds, and the state is what it says. */
  TAKEN,
  /** No watched message has its id. */
  NOT_WATCHED,
  /** A watched id in another format or length than the description says. */
  WRONG_FORMAT,
  /** Another program of this host sent it: no word of the car. */
  SENT_BY_THIS_HOST,
  /** Its checksum is wrong. */
  BAD_CHECKSUM,
  /** Its counter is that of the frame before: a sender that is stuck, or a repetition. */
  REPEATED_COUNTER
}
