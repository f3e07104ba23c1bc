package dev.portcullis.agent.link;

/** What the outbox says to a message offered to it. */
public enum Offer {
  /** The link sends it until the broker acknowledges it, or the link is closed. */
  TAKEN,
  /** A message of the same id is still on its way; nothing changed. */
  ALREADY_HELD,
  /** There is no room: offer it again after a delivery. */
  FULL,
  /** The link is closed. */
  CLOSED
}
