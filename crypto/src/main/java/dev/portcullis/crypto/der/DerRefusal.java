package dev.portcullis.crypto.der;

/** Why bytes are not one item of DER within the limits. A closed list. */
public enum DerRefusal {
  /** More bytes or more items than the limits allow. */
  TOO_LARGE,
  /** Nested deeper than the limits allow. */
  TOO_DEEP,
  /** The input ends inside an item, or an item reaches beyond what it lies in. */
  TRUNCATED,
  /** The item ends before the input does. */
  TRAILING_BYTES,
  /** A length, an integer or a tag number in a longer form than needed (X.690 section 10.1). */
  NOT_SHORTEST,
  /** A length that is not known before the end. */
  INDEFINITE_LENGTH,
  /** A type that nothing read here has, or one written in the other of its two forms. */
  UNKNOWN_TYPE,
  /**
   * Content that its type cannot have: an integer of no octets, a truth value other than 00 and FF,
   * a NULL that says something, a tag around none or several items.
   */
  BAD_CONTENT
}
