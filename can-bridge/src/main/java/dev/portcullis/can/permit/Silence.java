package dev.portcullis.can.permit;

/** Why nothing is transmitted at all. Each cause ends by itself; one alone is enough. */
public enum Silence implements PermitRefusal {
  /** What is listed is being replaced, or a replacement broke off half way. */
  CHANGING,
  /** The adapter is not open, or its controller took itself off the bus. */
  BUS_FAULT,
  /** Nobody who may ask was heard, since the start or for too long. */
  GATE_LOST
}
