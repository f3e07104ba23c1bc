package dev.portcullis.agent.gate;

/** What can be filed with a vehicle, beside commands. */
public enum FilingKind {
  /** What an owner says: a grant, a window request, a revocation of keys, a consent. */
  OWNER_STATEMENT,
  /** A new key presents itself. */
  ENROLMENT,
  /** The manufacturer hands the car over. */
  HAND_OVER,
  /** The manufacturer revokes keys and certificates. */
  REVOCATIONS,
  /** A checkpoint of this vehicle comes back. */
  ECHO
}
