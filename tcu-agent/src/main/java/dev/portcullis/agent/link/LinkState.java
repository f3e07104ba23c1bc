package dev.portcullis.agent.link;

import java.time.Duration;

/** Where the link stands. */
public sealed interface LinkState {

  /** An attempt is under way; the first, or {@code failures} failed before it in a row. */
  record Connecting(int failures) implements LinkState {}

  /** Connected and subscribed. */
  record Up(Session session) implements LinkState {}

  /** Connected and subscribed, but the broker refuses what the vehicle publishes. */
  record Impaired(Why why) implements LinkState {}

  /** Not connected; the next attempt begins after {@code retryIn}. */
  record Down(Why why, Duration retryIn) implements LinkState {}

  /** Closed by its user; the last state. */
  record Closed() implements LinkState {}

  /** What the broker remembers of us. */
  enum Session {
    /** What was not settled comes again. */
    RESUMED,
    /** The session was new, or had expired: what the broker held for us before is gone. */
    NEW
  }
}
