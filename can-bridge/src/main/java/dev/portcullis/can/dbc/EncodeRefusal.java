package dev.portcullis.can.dbc;

/** Why values could not be written as a message. */
public enum EncodeRefusal {
  /** A signal that is present in this message has no value. */
  MISSING_SIGNAL,
  /** A value for a signal the message has not, or which its multiplexor rules out. */
  UNKNOWN_SIGNAL,
  /** A value that does not fit into its signal's bits. */
  OUT_OF_RANGE,
  /** A text that is neither a number nor what the file calls one value of the signal. */
  NO_SUCH_VALUE,
  /** Two signals that share bits have values that contradict each other. */
  CONTRADICTION,
  /** A multiplexor has a value for which the description defines no signal. */
  UNKNOWN_MULTIPLEX_VALUE
}
