package dev.portcullis.can.frame;

/** How the controller stands with the bus (ISO 11898-1, fault confinement). */
public enum BusCondition {
  /** Error active: it takes part without limits. */
  ACTIVE,
  /** One of its error counters is above 96. It still takes part without limits. */
  WARNING,
  /** Error passive: a counter is above 127. It sends and receives, and cannot destroy frames. */
  PASSIVE,
  /** Its transmit error counter is above 255: it neither sends nor receives until it is reset. */
  OFF
}
