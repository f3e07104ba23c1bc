package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.signature.Scheme;
import java.util.Optional;

/** The signature algorithms of tokens. None of them has a shared secret. */
public enum TokenAlgorithm {
  /** ECDSA over P-256 with SHA-256. */
  ES256("ES256", -7, Scheme.ES256),
  /** ECDSA over P-384 with SHA-384. */
  ES384("ES384", -35, Scheme.ES384),
  /** Ed25519 under its older name (RFC 8037, RFC 9053 section 2.2). */
  EDDSA("EdDSA", -8, Scheme.EDDSA),
  /** RSASSA-PKCS1-v1_5 with SHA-256. */
  RS256("RS256", -257, Scheme.RS256);

  private final String jose;
  private final int cose;
  private final Scheme scheme;

  TokenAlgorithm(String jose, int cose, Scheme scheme) {
    this.jose = jose;
    this.cose = cose;
    this.scheme = scheme;
  }

  /** The name in JOSE (RFC 7518 section 3.1, RFC 8037 section 3.1). */
  public String jose() {
    return jose;
  }

  /** The number in COSE (RFC 9053 section 2, RFC 8812 section 2). */
  public int cose() {
    return cose;
  }

  Scheme scheme() {
    return scheme;
  }

  static TokenAlgorithm of(Algorithm algorithm) {
    return switch (algorithm) {
      case ES256 -> ES256;
      case EDDSA -> EDDSA;
    };
  }

  static Optional<TokenAlgorithm> named(String jose) {
    for (TokenAlgorithm algorithm : values()) {
      if (algorithm.jose.equals(jose)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  static Optional<TokenAlgorithm> numbered(long cose) {
    for (TokenAlgorithm algorithm : values()) {
      if (algorithm.cose == cose) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }
}
