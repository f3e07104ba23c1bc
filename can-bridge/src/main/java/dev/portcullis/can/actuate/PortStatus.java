package dev.portcullis.can.actuate;

import dev.portcullis.can.port.PortLoss;
import dev.portcullis.can.port.PortRefusal;

/** How the bridge stands with its adapter. Whatever it is, the bridge keeps trying by itself. */
public sealed interface PortStatus {

  /** The channel is open. */
  record Open() implements PortStatus {}

  /** It is open, and its controller took itself off the bus: nothing is sent or received. */
  record BusOff() implements PortStatus {}

  /** It was open and is lost. */
  record Lost(PortLoss why) implements PortStatus {}

  /** It did not open, the last time it was tried. */
  record NotOpened(PortRefusal why) implements PortStatus {}

  /** The bridge was not started or is closed. */
  record Closed() implements PortStatus {}
}
