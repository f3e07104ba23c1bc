package dev.portcullis.can.frame;

import java.util.Optional;

/**
 * What a controller's driver says about its controller ({@code linux/can/error.h}): no frame of the
 * bus, though it comes the same way.
 *
 * @param classes the bits of the error classes, without the flag that marks an error frame
 * @param controller the bits of the second data byte: the controller's state
 */
public record ErrorFrame(int classes, int controller) {

  /** CAN_ERR_CRTL: the second data byte says what. */
  public static final int CONTROLLER = 0x004;

  /** CAN_ERR_PROT: something on the bus broke the protocol. */
  public static final int PROTOCOL = 0x008;

  /** CAN_ERR_ACK: nobody acknowledged a frame of ours. */
  public static final int UNACKNOWLEDGED = 0x020;

  /** CAN_ERR_BUSOFF. */
  public static final int BUS_OFF = 0x040;

  /** CAN_ERR_BUSERROR: one error on the bus. */
  public static final int BUS_ERROR = 0x080;

  /** CAN_ERR_RESTARTED. */
  public static final int RESTARTED = 0x100;

  private static final int RECEIVE_OVERFLOW = 0x01;
  private static final int WARNING = 0x04 | 0x08;
  private static final int PASSIVE = 0x10 | 0x20;
  private static final int ACTIVE = 0x40;

  /** The state the controller is in now; empty where the frame is about something else. */
  public Optional<BusCondition> condition() {
    if ((classes & BUS_OFF) != 0) {
      return Optional.of(BusCondition.OFF);
    }
    if (says(PASSIVE)) {
      return Optional.of(BusCondition.PASSIVE);
    }
    if (says(WARNING)) {
      return Optional.of(BusCondition.WARNING);
    }
    return says(ACTIVE) || (classes & RESTARTED) != 0
        ? Optional.of(BusCondition.ACTIVE)
        : Optional.empty();
  }

  /** Whether the controller had no room for a frame that was on the bus. */
  public boolean lostAFrame() {
    return says(RECEIVE_OVERFLOW);
  }

  private boolean says(int bits) {
    return (classes & CONTROLLER) != 0 && (controller & bits) != 0;
  }
}
