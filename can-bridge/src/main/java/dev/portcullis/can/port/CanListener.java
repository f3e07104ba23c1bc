package dev.portcullis.can.port;

import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.SlcanRefusal;

/**
 * Who a port talks to. The port calls from its reader thread, one call at a time; {@link #lost} is
 * the last one.
 */
public interface CanListener {

  /** A frame came from the bus; {@code nanos} is when its bytes were read, on the port's clock. */
  void received(CanFrame frame, long nanos);

  /** What came from the adapter was no line we know. */
  void malformed(SlcanRefusal refusal);

  /** The port is lost; said at most once, and not after the owner closed it. */
  void lost(PortLoss why);
}
