package dev.portcullis.simulator.ecu;

/** What the speed sensor thinks of its own value; named as in {@code demo.dbc}. */
public enum SpeedQuality {
  /** The value means nothing. */
  INVALID,
  /** The value is right. */
  VALID,
  /** There is no value. */
  NOT_AVAILABLE
}
