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
  /** It has an id of ours, and we did not send it: somebody on the bus speaks in our name. */
  OUR_OWN_ID,
  /** Its checksum is wrong. */
  BAD_CHECKSUM,
  /** Its counter is that of the frame before: a sender that is stuck, or a repetition. */
  REPEATED_COUNTER,
  /** Of a secured message: its authenticator does not hold. Somebody without the key sent it. */
  BAD_MAC,
  /** Of a secured message: genuine, and not newer than one that was taken. A recording. */
  REPLAYED,
  /** Of a secured message: bits behind its authenticator. */
  PADDING_NOT_ZERO,
  /** Of a secured message: the slot of its key is empty. */
  NO_KEY,
  /** Of a secured message: too many did not hold lately, so it was not looked at. */
  TOO_MANY_ATTEMPTS,
  /** Of a secured message: its counter is at its end. */
  FRESHNESS_EXHAUSTED,
  /** Of a secured message: genuine, but that it was seen could not be kept. */
  FRESHNESS_NOT_STORED
}
