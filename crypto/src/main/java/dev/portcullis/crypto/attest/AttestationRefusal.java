package dev.portcullis.crypto.attest;

/** Why a token is no Attestation Result the vehicle may rely on. A closed list. */
public enum AttestationRefusal {
  /** Longer than {@link CompactJws#MAX_SIZE}. */
  TOO_LARGE,
  /** Not three parts of canonical Base64url, or a part that is not the JSON it should be. */
  MALFORMED,
  /** An object names a member twice: two readers would see two tokens. */
  DUPLICATE_MEMBER,
  /** Nested deeper than {@link JsonValue#MAX_DEPTH}. */
  TOO_DEEP,
  /** The header brings or names a key, or asks for an extension; only pinned keys count. */
  KEY_IN_HEADER,
  /** The header lacks its type, or has a member this profile does not know. */
  BAD_HEADER,
  /** An algorithm without a signature, with a shared secret, or not the pinned one. */
  ALGORITHM_NOT_ALLOWED,
  /** No {@code exp}: it would hold for ever. */
  NO_EXPIRY,
  /** Times that are no whole seconds, out of order, or further apart than a day. */
  BAD_TIME,
  /** No {@code cnf.jwk}: it would vouch for whoever presents it. */
  NO_CONFIRMATION_KEY,
  /** A confirmation key that is no P-256 or Ed25519 public key in its one spelling. */
  BAD_CONFIRMATION_KEY,
  /** A confirmation key with its private part: no longer a secret, so no proof of anything. */
  PRIVATE_CONFIRMATION_KEY,
  /** No {@code iss}, or not 1 to 256 visible ASCII characters. */
  BAD_ISSUER,
  /** No {@code sub}, or not 1 to 256 visible ASCII characters. */
  BAD_SUBJECT,
  /** Meant for a named audience ({@code aud}), and the vehicle is none. */
  WRONG_AUDIENCE,
  /** Another {@code eat_profile} than the one this reader follows. */
  WRONG_PROFILE,
  /** No {@code ear.verifier-id} of developer and build. */
  BAD_VERIFIER_ID,
  /** No submodule that this protocol knows. */
  NO_APPRAISAL,
  /** Several submodules, no tier, or a tier better than its own trustworthiness vector. */
  BAD_APPRAISAL,
  /** An appraisal of the other Attester, or by a Verifier that may only appraise the other. */
  WRONG_ROLE,
  /** An attestation format that this verifier does not read. */
  UNKNOWN_FORMAT,
  /** No key is pinned for the issuer. */
  UNKNOWN_ISSUER,
  /** None of the pinned keys made the signature. */
  BAD_SIGNATURE
}
