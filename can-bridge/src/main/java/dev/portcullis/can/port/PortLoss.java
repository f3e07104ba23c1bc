package dev.portcullis.can.port;

/** Why a port is of no use, any more or for one frame. */
public enum PortLoss {
  /** The device went away: unplugged, or its driver reports an error. */
  GONE,
  /** The network interface was taken down. */
  DOWN,
  /** A write did not end within its deadline. */
  STALLED,
  /** The interface is a classic one and the frame is of CAN FD: the port stays. */
  NOT_CARRIED,
  /** The owner closed it. */
  CLOSED
}
