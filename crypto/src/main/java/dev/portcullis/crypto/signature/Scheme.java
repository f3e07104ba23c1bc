package dev.portcullis.crypto.signature;

/**
 * How a signature is made and written. The key says the rest: its curve, or that it is RSA. JOSE
 * and COSE fix the hash by the curve, X.509 does not.
 */
public enum Scheme {
  /** ECDSA with SHA-256, r and s side by side (RFC 7518 section 3.4, RFC 9053 section 2.1). */
  ES256,
  /** ECDSA with SHA-384, r and s side by side. */
  ES384,
  /** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 section 3.3). */
  RS256,
  /** Ed25519 (RFC 8032). */
  EDDSA,
  /** ECDSA with SHA-256, r and s as a DER sequence (RFC 5758, and what phones sign with). */
  ECDSA_SHA256_DER,
  /** ECDSA with SHA-384 as a DER sequence. */
  ECDSA_SHA384_DER,
  /** ECDSA with SHA-512 as a DER sequence. */
  ECDSA_SHA512_DER,
  /** RSASSA-PKCS1-v1_5 with SHA-384 (RFC 4055). */
  RSA_SHA384,
  /** RSASSA-PKCS1-v1_5 with SHA-512. */
  RSA_SHA512,
  /**
   * RSASSA-PSS with SHA-256 in both places and a salt of any length (RFC 8017 section 8.1): what
   * TUF calls {@code rsassa-pss-sha256}, whose signers do not agree on the salt's length.
   */
  RSA_PSS_SHA256,
  /** ML-DSA-44 with an empty context (FIPS 204, algorithm 3). */
  ML_DSA_44,
  /** ML-DSA-65 with an empty context. */
  ML_DSA_65,
  /** ML-DSA-87 with an empty context. */
  ML_DSA_87
}
