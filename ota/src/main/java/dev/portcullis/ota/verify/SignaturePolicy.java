package dev.portcullis.ota.verify;

/** How many keys must have signed. */
public enum SignaturePolicy {
  /** As many as the role's threshold says, of whatever kind: TUF. */
  THRESHOLD,
  /**
   * As many as the role's threshold says of each kind, classical and post-quantum, counted apart.
   * Neither a broken elliptic curve nor a broken lattice alone is enough then.
   */
  THRESHOLD_OF_EACH_KIND
}
