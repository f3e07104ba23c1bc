package dev.portcullis.ota.metadata;

/** What a key's strength rests on. */
public enum KeyKind {
  /** Elliptic curves and RSA, which a large quantum computer breaks. */
  CLASSICAL,
  /** ML-DSA. */
  POST_QUANTUM
}
