package dev.portcullis.crypto.message;

import java.time.Duration;

/** What the sender of a refused command can do about it. */
public sealed interface Advice {

  /** The same request will never be accepted. */
  record Never() implements Advice {}

  /** Sign again over the newest beacon. */
  record WithNewBeacon() implements Advice {}

  /**
   * Send again once this time is over.
   *
   * @param delay whole seconds, at least 1
   */
  record After(Duration delay) implements Advice {

    /** Checks the range. */
    public After {
      if (!Limits.inLifetime(delay)) {
        throw new IllegalArgumentException("delay out of range: " + delay);
      }
    }
  }

  /** Only an owner can change what stands in the way. */
  record NeedsOwner() implements Advice {}
}
