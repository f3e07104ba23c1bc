package dev.portcullis.crypto.cose;

/**
 * Why bytes are not what the protocol's profile of COSE asks for, or do not prove what they say.
 */
public enum CoseRefusal {
  /** Larger than any message of the protocol. */
  TOO_LARGE,
  /** Not one item of deterministic CBOR. */
  NOT_CBOR,
  /** Not the tag and the array of the structure asked for. */
  WRONG_STRUCTURE,
  /** Something in a header that must be empty: what no signature covers is not read. */
  UNPROTECTED_HEADER,
  /** A protected header with another set of parameters than the profile's. */
  BAD_HEADER,
  /** No algorithm in the protected header. */
  NO_ALGORITHM,
  /** An algorithm the protocol does not use. */
  UNKNOWN_ALGORITHM,
  /** The key id is not the 32 bytes of a thumbprint (RFC 9679). */
  BAD_KEY_ID,
  /**
   * Another {@code typ} (RFC 9596) than asked for: a message of one kind never passes as another.
   */
  WRONG_TYPE,
  /** A payload that is absent where it must be carried, or carried where it must be detached. */
  WRONG_PAYLOAD,
  /** A key that is not exactly a P-256 or Ed25519 public key. */
  BAD_KEY,
  /** Coordinates of no point that may serve as a public key. */
  NOT_ON_CURVE,
  /** The key at hand is not the one that the key id names. */
  WRONG_KEY,
  /** The key at hand is for another algorithm than the header names. */
  WRONG_ALGORITHM,
  /** The place of the signature is empty. */
  NO_SIGNATURE,
  /** The signature is not by this key over these bytes. */
  BAD_SIGNATURE,
  /** The content was not sealed to this key, or for this context, or was changed. */
  CANNOT_OPEN
}
