package dev.portcullis.crypto.cbor;

/** Why bytes are not one item of deterministic CBOR within the limits. */
public enum CborRefusal {
  /** More bytes or more items than the limits allow. */
  TOO_LARGE,
  /** Nested deeper than the limits allow. */
  TOO_DEEP,
  /** The input ends inside an item, or an item declares more content than the input has. */
  TRUNCATED,
  /** The item ends before the input does. */
  TRAILING_BYTES,
  /** A length, integer or tag number in a longer form than needed (RFC 8949, section 4.2.1). */
  NOT_SHORTEST,
  /** An indefinite length where none may be, or a break without one. */
  INDEFINITE_LENGTH,
  /** A key that the map already has. */
  DUPLICATE_KEY,
  /** Keys not in the order of their encoded bytes. */
  KEYS_NOT_SORTED,
  /** A text string that is not well-formed UTF-8. */
  BAD_UTF8,
  /** A floating-point number: the protocol has none. */
  FLOAT,
  /** Additional information 28 to 30, or a simple value 0 to 31 in two bytes. */
  RESERVED
}
