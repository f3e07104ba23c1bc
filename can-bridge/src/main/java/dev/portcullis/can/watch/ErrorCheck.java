package dev.portcullis.can.watch;

import dev.portcullis.can.frame.BusCondition;

/**
 * Whether errors come faster than a healthy bus makes them, and whether a controller was driven off
 * it: an attacker who destroys a node's frames makes its error counter rise by 8 for each, and 32
 * in a row are enough.
 */
final class ErrorCheck {

  /** So many error frames in one window are in order. */
  static final int MOST_ERRORS = 10;

  private static final long WINDOW_NANOS = 1_000_000_000L;

  private final Run storm;
  private final Run off;
  private long end;
  private int errors;
  private BusCondition condition = BusCondition.ACTIVE;

  ErrorCheck(Run storm, Run off) {
    this.storm = storm;
    this.off = off;
  }

  /** One error frame. */
  void count(long now) {
    if (now - end >= 0) {
      errors = 0;
      end = now + WINDOW_NANOS;
    }
    errors++;
    if (errors > MOST_ERRORS) {
      storm.note(now, errors, 0, MOST_ERRORS);
    }
  }

  /** How our controller stands with the bus now. */
  void stand(BusCondition now, long nanos) {
    if (now != condition) {
      condition = now;
      switch (now) {
        case ACTIVE, WARNING -> {}
        case PASSIVE -> storm.note(nanos, errors, 0, MOST_ERRORS);
        case OFF -> off.note(nanos);
      }
    }
  }
}
