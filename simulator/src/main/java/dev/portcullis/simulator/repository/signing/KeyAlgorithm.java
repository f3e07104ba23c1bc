package dev.portcullis.simulator.repository.signing;

import java.security.spec.NamedParameterSpec;

/** What a role signs with. */
public enum KeyAlgorithm {
  /** Ed25519 (RFC 8032). */
  ED25519("ed25519", "ed25519", NamedParameterSpec.ED25519),
  /** ML-DSA-65 (FIPS 204, TUF's TAP 21), which no quantum computer is known to break. */
  ML_DSA_65("ml-dsa", "ml-dsa-65/1", NamedParameterSpec.ML_DSA_65);

  private final String listedType;
  private final String listedScheme;

  @SuppressWarnings("ImmutableEnumChecker") // a name, which the JDK never changes
  private final NamedParameterSpec parameters;

  KeyAlgorithm(String listedType, String listedScheme, NamedParameterSpec parameters) {
    this.listedType = listedType;
    this.listedScheme = listedScheme;
    this.parameters = parameters;
  }

  /** The {@code keytype} of metadata. */
  String listedType() {
    return listedType;
  }

  /** The {@code scheme} of metadata. */
  String listedScheme() {
    return listedScheme;
  }

  /** What the JDK calls it. */
  NamedParameterSpec parameters() {
    return parameters;
  }
}
