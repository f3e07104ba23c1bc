package dev.portcullis.crypto.attest.token;

import java.util.Optional;

/**
 * The Verifier's verdict in one of the four trustworthiness tiers (AR4SI, section 3.2). A tier is
 * what it is called: their codes are no scale, and nothing compares them. In JSON a tier is its
 * name or its code, in CBOR its code.
 */
public enum TrustTier {
  /** The Verifier makes no assertion. */
  NONE("none", 0),
  /** Recognised, and nothing was found against it. */
  AFFIRMING("affirming", 2),
  /** Recognised, but something should be looked into. */
  WARNING("warning", 32),
  /** Not to be trusted. */
  CONTRAINDICATED("contraindicated", 96);

  private final String wire;
  private final int code;

  TrustTier(String wire, int code) {
    this.wire = wire;
    this.code = code;
  }

  /** The tier's name in JSON. */
  public String wire() {
    return wire;
  }

  /** The tier's code. */
  public int code() {
    return code;
  }

  /** The tier of this name. */
  public static Optional<TrustTier> named(String wire) {
    for (TrustTier tier : values()) {
      if (tier.wire.equals(wire)) {
        return Optional.of(tier);
      }
    }
    return Optional.empty();
  }

  static Optional<TrustTier> coded(long code) {
    for (TrustTier tier : values()) {
      if (tier.code == code) {
        return Optional.of(tier);
      }
    }
    return Optional.empty();
  }

  /** Whether a verdict may be this where {@code part}, something that it sums up, is that. */
  boolean mayStandOver(TrustTier part) {
    return switch (this) {
      case AFFIRMING ->
          switch (part) {
            case AFFIRMING, NONE -> true;
            case WARNING, CONTRAINDICATED -> false;
          };
      case WARNING -> part != CONTRAINDICATED;
      case CONTRAINDICATED, NONE -> true;
    };
  }

  /**
   * The tier a single claim of a trustworthiness vector falls into (AR4SI, section 2.3.2).
   *
   * @param claim -128 to 127
   */
  static TrustTier ofClaim(long claim) {
    if (claim >= -1 && claim <= 1) {
      return NONE;
    }
    if (claim >= -32 && claim <= 31) {
      return AFFIRMING;
    }
    return claim >= -96 && claim <= 95 ? WARNING : CONTRAINDICATED;
  }
}
