package dev.portcullis.crypto.cose;

import java.util.Optional;

/** The signature algorithms of the protocol, each with its one kind of key. */
public enum Algorithm {
  /** ECDSA over P-256 with SHA-256 (RFC 9053, section 2.1). */
  ES256(-7),
  /** Ed25519 (RFC 9053, section 2.2, with curve Ed25519 only). */
  EDDSA(-8);

  private final int id;

  Algorithm(int id) {
    this.id = id;
  }

  /** The number in the COSE registry of algorithms. */
  public int id() {
    return id;
  }

  static Optional<Algorithm> ofId(long id) {
    if (id == ES256.id) {
      return Optional.of(ES256);
    }
    return id == EDDSA.id ? Optional.of(EDDSA) : Optional.empty();
  }
}
