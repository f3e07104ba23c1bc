package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.signature.KeyFault;

/** Why a JWK is no key that tokens are verified with. A closed list. */
public enum JwkRefusal {
  /** Longer than a key or a set of keys can be. */
  TOO_LARGE,
  /** Not a JSON object, or a member that is not of its form or not in its one spelling. */
  MALFORMED,
  /** A member named twice. */
  DUPLICATE_MEMBER,
  /** Nested deeper than a key is. */
  TOO_DEEP,
  /**
   * A shared secret ({@code "kty": "oct"}): whoever can check a token with it can mint one for
   * every car, so it stays at a Verifier.
   */
  SHARED_SECRET,
  /** The private part is there: it is no longer a secret. */
  PRIVATE_KEY,
  /** A kind of key or a curve that tokens are not signed with. */
  UNKNOWN_KIND,
  /** A member that is missing. */
  MISSING_MEMBER,
  /** A member besides those of the key, {@code kid}, {@code use} and {@code alg}. */
  UNKNOWN_MEMBER,
  /** A key for something else than signatures. */
  WRONG_USE,
  /** An algorithm that is not the key's. */
  ALGORITHM_NOT_OF_KEY,
  /** A point that is not on its curve. */
  NOT_ON_CURVE,
  /** An RSA modulus below 2048 or above 4096 bits, or an exponent other than 65537. */
  WEAK_RSA,
  /** A set of no keys. */
  NO_KEYS,
  /** A set of more than {@link JwkSet#MAX_KEYS} keys. */
  TOO_MANY_KEYS;

  static JwkRefusal of(JsonRefusal why) {
    return switch (why) {
      case MALFORMED -> MALFORMED;
      case DUPLICATE_MEMBER -> DUPLICATE_MEMBER;
      case TOO_DEEP -> TOO_DEEP;
    };
  }

  static JwkRefusal of(KeyFault why) {
    return switch (why) {
      case MALFORMED, UNKNOWN_KIND -> UNKNOWN_KIND;
      case NOT_ON_CURVE -> NOT_ON_CURVE;
      case WEAK_RSA -> WEAK_RSA;
    };
  }
}
