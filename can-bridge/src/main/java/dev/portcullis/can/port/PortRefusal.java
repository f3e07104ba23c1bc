package dev.portcullis.can.port;

/** Why a port could not be opened. */
public enum PortRefusal {
  /** There is no such device. */
  NO_SUCH_DEVICE,
  /** It is there and does not open: in use, or this user may not. */
  CANNOT_OPEN,
  /** This kernel has no SocketCAN: its module {@code can_raw} is neither loaded nor loadable. */
  NO_SOCKET_CAN,
  /** The network interface is there, and is none of CAN. */
  NOT_A_CAN_INTERFACE,
  /** The network interface is there, and down. */
  INTERFACE_DOWN,
  /** A write of the port before this one has not come back from the device yet. */
  STILL_STALLED,
  /** The adapter did not take the commands that open its channel. */
  NOT_TAKING_COMMANDS
}
