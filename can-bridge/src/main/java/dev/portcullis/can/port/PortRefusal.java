package dev.portcullis.can.port;

/** Why a port could not be opened. */
public enum PortRefusal {
  /** There is no such device. */
  NO_SUCH_DEVICE,
  /** It is there and does not open: in use, or this user may not. */
  CANNOT_OPEN,
  /** A write of the port before this one has not come back from the device yet. */
  STILL_STALLED,
  /** The adapter did not take the commands that open its channel. */
  NOT_TAKING_COMMANDS
}
