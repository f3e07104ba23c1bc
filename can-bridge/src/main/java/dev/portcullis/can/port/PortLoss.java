package dev.portcullis.can.port;

/** Why a port is of no use any more. */
public enum PortLoss {
  /** The device went away: unplugged, or its driver reports an error. */
  GONE,
  /** A write did not end within its deadline. */
  STALLED,
  /** The owner closed it. */
  CLOSED
}
