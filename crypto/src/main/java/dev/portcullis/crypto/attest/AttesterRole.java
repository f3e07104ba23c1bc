package dev.portcullis.crypto.attest;

/**
 * Whose Evidence was appraised. An Attestation Result for one role never satisfies the other: the
 * policy binds each key of a Verifier to one role, and the result names its role besides.
 */
public enum AttesterRole {
  /** The app instance on a phone that holds a command key. */
  APP("app"),
  /** The command service that holds a countersign key. */
  BACK_END("back-end");

  private final String wire;

  AttesterRole(String wire) {
    this.wire = wire;
  }

  /** The name of the role's submodule in an EAR, unless a policy says another. */
  public String wire() {
    return wire;
  }

  /** The role that this one must not be taken for. */
  public AttesterRole other() {
    return switch (this) {
      case APP -> BACK_END;
      case BACK_END -> APP;
    };
  }
}
