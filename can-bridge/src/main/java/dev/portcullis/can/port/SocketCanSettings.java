package dev.portcullis.can.port;

import java.time.Duration;

/**
 * Which CAN interface, and how. Its bit rates are set where it is brought up, with {@code ip link}.
 *
 * @param name of the network interface, such as {@code can0}
 * @param reception what the kernel hands to us
 * @param writeDeadline how long a frame may wait for room in the queue, above zero
 * @param receiveBuffer bytes of the kernel's memory for frames not read yet, above zero
 */
public record SocketCanSettings(
    InterfaceName name, Reception reception, Duration writeDeadline, int receiveBuffer) {

  /** Room for 2,700 classic frames, half a second of a full bus; the kernel's usual is 278. */
  private static final int USUAL_BUFFER = 1 << 20;

  private static final Duration USUAL_DEADLINE = Duration.ofMillis(100);

  /** Checks the deadline and the size. */
  public SocketCanSettings {
    if (writeDeadline.isNegative() || writeDeadline.isZero() || receiveBuffer <= 0) {
      throw new IllegalArgumentException(writeDeadline + ", " + receiveBuffer);
    }
  }

  /** Everything there is on this interface; a frame may wait a tenth of a second. */
  public static SocketCanSettings usual(InterfaceName name) {
    return new SocketCanSettings(name, new Reception.Everything(), USUAL_DEADLINE, USUAL_BUFFER);
  }

  /** The same with another reception. */
  public SocketCanSettings receiving(Reception other) {
    return new SocketCanSettings(name, other, writeDeadline, receiveBuffer);
  }
}
