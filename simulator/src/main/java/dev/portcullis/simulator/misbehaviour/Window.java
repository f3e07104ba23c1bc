package dev.portcullis.simulator.misbehaviour;

import java.time.Duration;

/**
 * From when to when, counted from when it was ordered.
 *
 * @param start zero or later
 * @param end after the start
 */
public record Window(Duration start, Duration end) {

  /** Checks the order. */
  public Window {
    if (start.isNegative() || end.compareTo(start) <= 0) {
      throw new IllegalArgumentException("from " + start + " to " + end);
    }
  }
}
