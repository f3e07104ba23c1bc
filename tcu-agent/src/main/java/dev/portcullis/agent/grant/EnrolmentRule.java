package dev.portcullis.agent.grant;

/** Which keys count as enrolled. */
public enum EnrolmentRule {
  /** Those that this vehicle appraised itself, and the owners it was given. The rule. */
  ENROLLED_ONLY,
  /**
   * Every key. For a vehicle whose phones cannot enrol yet, as long as there is no local link: then
   * a grant alone makes a key good, and condition 1 of the design is met by half.
   */
  ANY_GRANTED
}
