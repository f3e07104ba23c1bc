package dev.portcullis.can.state;

import java.time.Duration;

/** What is known about a signal now. */
public sealed interface Reading {

  /**
   * Its value, from a frame that held.
   *
   * @param raw the raw value
   * @param age since the frame was received, never above the signal's maximum age
   */
  record Known(long raw, Duration age) implements Reading {}

  /** Nothing: it never satisfies a precondition. */
  record Unknown(Why why) implements Reading {}

  /** Why nothing is known. */
  enum Why {
    /** No frame with it came since the port opened. */
    NEVER_SEEN,
    /** The last one is older than its maximum age. */
    STALE,
    /** The checksum of the frame that came last was wrong. */
    DAMAGED,
    /** Its counter was wrong too often: frames are missing, doubled, or of several senders. */
    COUNTS_WRONG,
    /** Its sender says that it does not know either. */
    NOT_AVAILABLE
  }
}
