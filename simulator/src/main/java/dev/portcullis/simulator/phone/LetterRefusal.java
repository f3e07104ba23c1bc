package dev.portcullis.simulator.phone;

/** Why bytes are not a {@link Letter}. */
public enum LetterRefusal {
  /** Not deterministic CBOR, or beyond the limits. */
  NOT_CBOR,
  /** Not an array of kind, exchange and the kind's fields. */
  WRONG_STRUCTURE,
  /** No such kind. */
  UNKNOWN_KIND,
  /** A field is not what its kind asks for. */
  BAD_FIELD
}
