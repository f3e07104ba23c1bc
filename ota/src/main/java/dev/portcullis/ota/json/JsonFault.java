package dev.portcullis.ota.json;

/** Why bytes are no JSON that is read here. A closed list. */
public enum JsonFault {
  /** Not one JSON value in UTF-8, to its last byte. */
  MALFORMED,
  /** An object names a member twice: two readers may believe different ones. */
  DUPLICATE_MEMBER,
  /** Nested deeper than {@link JsonValue#MAX_DEPTH}. */
  TOO_DEEP,
  /** More than {@link JsonValue#MAX_VALUES} values. */
  TOO_MANY_VALUES,
  /**
   * A number with a fraction or an exponent, which has no canonical form, or of too many digits.
   */
  NOT_WHOLE,
  /** Half of a surrogate pair, which has no UTF-8. */
  HALF_A_CHARACTER
}
