package dev.portcullis.agent.journal;

/** What an enrolled key was seen to be granted in the present ownership epoch. */
public enum Standing {
  /** Nothing yet: it makes room for another if need be. */
  UNGRANTED,
  /** Something, by an owner. */
  GRANTED,
  /** To be an owner: it is revoked with presence only. */
  OWNER;

  /** What was seen once stays so for the epoch. */
  Standing atLeast(Standing seen) {
    return compareTo(seen) < 0 ? seen : this;
  }
}
