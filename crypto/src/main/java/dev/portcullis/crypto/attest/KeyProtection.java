package dev.portcullis.crypto.attest;

/** What is known of where the confirmed key is held. Not an order: a policy lists what it takes. */
public enum KeyProtection {
  /** A Verifier vouches for it, by its own rules. */
  VERIFIED_ELSEWHERE("verifier"),
  /** An isolated workload holds it: a Nitro enclave. */
  ENCLAVE("enclave"),
  /** The phone's processor holds it in its trusted environment. */
  TRUSTED_ENVIRONMENT("tee"),
  /** A chip of its own holds it. */
  STRONG_BOX("strongbox"),
  /** A genuine app says that it holds it; nothing is proven of where. */
  GENUINE_APP("app");

  private final String wire;

  KeyProtection(String wire) {
    this.wire = wire;
  }

  /** The name in a policy. */
  public String wire() {
    return wire;
  }
}
