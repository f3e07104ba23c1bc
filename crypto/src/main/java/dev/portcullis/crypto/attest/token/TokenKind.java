package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.attest.AttesterRole;
import java.util.Set;

/** Of which format an issuer's tokens are, with what only that format has to be told. */
public sealed interface TokenKind {

  /** The format's name in an attestation. */
  String format();

  /**
   * EAT Attestation Results (draft-ietf-rats-ear), a Verifier's.
   *
   * @param encoding how they are written
   * @param profiles which profiles count: one, and for a Verifier that changes, two
   * @param tiers which tiers are accepted: affirming, or warning besides
   * @param submodule what the Verifier calls the one appraisal in {@code submods}; it is free to
   *     name it after the scheme. 1 to 64 characters of its own choice
   */
  record Ear(
      TokenEncoding encoding, Set<EarProfile> profiles, Set<TrustTier> tiers, String submodule)
      implements TokenKind {

    /** Keeps copies. */
    public Ear {
      profiles = Set.copyOf(profiles);
      tiers = Set.copyOf(tiers);
    }

    /** Of this profile, affirming only, with the submodule named after {@code role}. */
    public static Ear of(TokenEncoding encoding, EarProfile profile, AttesterRole role) {
      return new Ear(encoding, Set.of(profile), Set.of(TrustTier.AFFIRMING), role.wire());
    }

    @Override
    public String format() {
      return EarFormat.name(encoding);
    }
  }

  /** Approov tokens, for apps only. */
  record Approov() implements TokenKind {
    @Override
    public String format() {
      return ApproovFormat.NAME;
    }
  }
}
