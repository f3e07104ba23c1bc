package dev.portcullis.can.secoc;

/** Why an authentic I-PDU was not secured. */
public enum SecureRefusal {
  /** It has another size than its layout. */
  WRONG_LENGTH,
  /** The slot holds no key. */
  NO_KEY,
  /** The last freshness value is used. Only a new key and a new counter help. */
  FRESHNESS_EXHAUSTED,
  /** The next values could not be reserved durably: sent nevertheless, one might be used twice. */
  FRESHNESS_NOT_STORED
}
