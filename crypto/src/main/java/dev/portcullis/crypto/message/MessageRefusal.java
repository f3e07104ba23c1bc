package dev.portcullis.crypto.message;

/** Why bytes are not a message of the protocol. Finer than the code of the wire, for diagnosis. */
public enum MessageRefusal {
  /** Larger than a message of this kind can be. */
  TOO_LARGE,
  /** Not deterministic CBOR, outside or inside. */
  NOT_CBOR,
  /** Not a COSE structure of the protocol's profile: tag, fields, headers, key id. */
  BAD_ENVELOPE,
  /** A message of another kind, by its {@code typ}. */
  WRONG_TYPE,
  /** A field is missing or unknown. */
  WRONG_FIELDS,
  /** A field is of another type, size or range. */
  BAD_VALUE,
  /**
   * A key that is no valid public key of the kind asked for, or not the signer's in a message that
   * brings the key it is signed with.
   */
  BAD_KEY,
  /** A command name that is not on the list. */
  UNKNOWN_COMMAND,
  /** A counter of zero. */
  ZERO_COUNTER,
  /** A lifetime of zero. */
  ZERO_LIFETIME;

  /** The code a refusal has on the wire and in events. */
  public RefusalCode code() {
    return switch (this) {
      case TOO_LARGE -> RefusalCode.TOO_LARGE;
      case NOT_CBOR, BAD_ENVELOPE, WRONG_TYPE, WRONG_FIELDS, BAD_VALUE, BAD_KEY ->
          RefusalCode.MALFORMED;
      case UNKNOWN_COMMAND -> RefusalCode.UNKNOWN_COMMAND;
      case ZERO_COUNTER -> RefusalCode.ZERO_COUNTER;
      case ZERO_LIFETIME -> RefusalCode.ZERO_LIFETIME;
    };
  }
}
