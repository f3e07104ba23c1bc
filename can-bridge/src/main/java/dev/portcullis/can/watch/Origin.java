package dev.portcullis.can.watch;

/** Where a frame came from, as far as the port can tell. */
public enum Origin {
  /** From another node of the bus, or from nobody knows where. */
  BUS,
  /** We sent it, and this is its echo. */
  OURSELVES,
  /** Another program of this host sent it through the same interface. */
  THIS_HOST
}
