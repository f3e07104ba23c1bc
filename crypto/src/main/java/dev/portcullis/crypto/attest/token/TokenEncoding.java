package dev.portcullis.crypto.attest.token;

/** How a token is written. */
public enum TokenEncoding {
  /** JSON, signed as a JWS in compact serialisation (RFC 7519, RFC 7515). */
  JWT,
  /** CBOR, signed as a COSE_Sign1 (RFC 8392, RFC 9052). */
  CWT
}
