package dev.portcullis.simulator.ecu;

import java.time.Duration;

/** What may be wrong with the body controller. */
public sealed interface BodyFault {

  /** The faults without a measure. */
  enum Plain implements BodyFault {
    /** Nothing is wrong. */
    NONE,
    /** As if unplugged: it does nothing and sends no status. */
    SILENT,
    /** It does what it is told, and sends no status any more. */
    MUTE,
    /** It does nothing of what it is told; its status goes on as if nobody had asked. */
    DEAF,
    /** It does what it is told, and reports the opposite at once. */
    OPPOSITE
  }

  /** It does what it is told at once, and reports every change only after {@code delay}. */
  record Late(Duration delay) implements BodyFault {}
}
