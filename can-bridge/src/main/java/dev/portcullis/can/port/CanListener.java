package dev.portcullis.can.port;

import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.frame.WireRefusal;

/**
 * Who a port talks to. The port calls from its reader thread, one call at a time; {@link #lost} is
 * the last one.
 */
public interface CanListener {

  /** A frame came from the bus; {@code nanos} is when its bytes were read, on the port's clock. */
  void received(CanFrame frame, long nanos);

  /**
   * Another program of this host sent a frame through the same interface: no word of the car,
   * whatever its id; {@code nanos} as with {@link #received}. Not every port can tell.
   */
  void sentByThisHost(CanFrame frame, long nanos);

  /**
   * The adapter said that it has taken something it was told, a frame among others; {@code nanos}
   * as with {@link #received}. What was received later was on the bus after that. Not every adapter
   * says so.
   */
  void taken(long nanos);

  /**
   * Frames that were on the bus did not get here, between the last one that did and the next.
   *
   * @param frames how many at least, above zero
   */
  void missed(long frames);

  /** The controller said how it stands with the bus. Not every adapter says so. */
  void bus(BusCondition condition);

  /**
   * The driver said something of its controller: an error on the bus, or how the controller stands.
   * What of it {@link #missed} and {@link #bus} say is said by them besides; {@code nanos} as with
   * {@link #received}. Only where the driver reports single errors, there is one for each.
   */
  void error(ErrorFrame error, long nanos);

  /** What came from the adapter was nothing we know. */
  void malformed(WireRefusal refusal);

  /** The port is lost; said at most once, and not after the owner closed it. */
  void lost(PortLoss why);
}
