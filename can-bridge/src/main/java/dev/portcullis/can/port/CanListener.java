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

  /**
   * The adapter said that it has taken something it was told, a frame among others; {@code nanos}
   * as with {@link #received}. What was received later was on the bus after that. Not every adapter
   * says so.
   */
  void taken(long nanos);

  /** What came from the adapter was no line we know. */
  void malformed(SlcanRefusal refusal);

  /** The port is lost; said at most once, and not after the owner closed it. */
  void lost(PortLoss why);
}
