package dev.portcullis.can.frame;

/** Why what a SocketCAN socket gave was refused. */
public enum SocketCanRefusal implements WireRefusal {
  /** Neither the size of a classic frame's structure nor that of an FD frame's. */
  WRONG_SIZE,
  /**
   * A number above 7FF without the flag of the extended format. A driver puts the low 11 bits on
   * the bus: 1123 would be sent as 123.
   */
  ID_OUT_OF_RANGE,
  /** More than 8 bytes in a classic frame, or a length that no FD frame has. */
  BAD_LENGTH,
  /** A remote frame in the structure of an FD frame: CAN FD has none. */
  REMOTE_FD_FRAME,
  /** An error frame that did not come from the controller but from a program of this host. */
  FORGED_ERROR_FRAME
}
