package dev.portcullis.can.secoc;

/** Why a secured I-PDU was not taken for authentic. */
public enum VerifyRefusal {
  /** It has another size than its layout. */
  WRONG_LENGTH,
  /** The bits behind the authenticator are not all zeros. */
  PADDING_NOT_ZERO,
  /** The slot holds no key. */
  NO_KEY,
  /** The authenticator fits none of the freshness values that were tried. */
  BAD_MAC,
  /** It is genuine, and not above the last one that was accepted or may have been. */
  REPLAYED,
  /** The complete freshness value would wrap. Only a new key and a new counter help. */
  FRESHNESS_EXHAUSTED,
  /** Too many did not hold lately: nothing is tried until time has passed. */
  TOO_MANY_ATTEMPTS,
  /**
   * It is genuine and fresh, but that it was seen cannot be kept: after a restart it could return.
   */
  FRESHNESS_NOT_STORED
}
