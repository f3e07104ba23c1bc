package dev.portcullis.crypto.signature;

/** Why bytes are no public key that signatures are verified with. A closed list. */
public enum KeyFault {
  /** Not a SubjectPublicKeyInfo in DER, to its last byte, of a key in its one spelling. */
  MALFORMED,
  /** A kind of key or a curve this project does not know. */
  UNKNOWN_KIND,
  /** A point that is not on its curve, or a coordinate of the wrong size. */
  NOT_ON_CURVE,
  /** An RSA modulus below 2048 or above 4096 bits, or an exponent other than 65537. */
  WEAK_RSA
}
