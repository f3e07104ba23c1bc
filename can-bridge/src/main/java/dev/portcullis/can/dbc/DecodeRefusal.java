package dev.portcullis.can.dbc;

/** Why a payload could not be read as its message. */
public enum DecodeRefusal {
  /** The payload has not exactly the message's length. */
  WRONG_LENGTH,
  /** A multiplexor has a value for which the description defines no signal. */
  UNKNOWN_MULTIPLEX_VALUE
}
