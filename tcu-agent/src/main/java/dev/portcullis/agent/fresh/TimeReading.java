package dev.portcullis.agent.fresh;

import java.time.Instant;

/**
 * What is known of the wall-clock time. Time may shorten a command's life, never extend it.
 *
 * @see TrustedTime
 */
public sealed interface TimeReading {

  /**
   * The instant at which certificates are judged: the best that is known, never below the floor.
   */
  Instant instant();

  /** No trusted statement since this boot; all that is known is that it is not before the floor. */
  record Floor(Instant instant) implements TimeReading {}

  /** A threshold of time keys stated the time over a nonce of this boot. */
  record Trusted(Instant instant) implements TimeReading {}
}
