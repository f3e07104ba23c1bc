package dev.portcullis.can.port;

import dev.portcullis.can.frame.SlcanLine.BitRate;
import dev.portcullis.can.frame.SlcanLine.DataRate;
import java.time.Duration;
import java.util.Optional;

/**
 * Which serial adapter, and how.
 *
 * @param device the serial device, such as {@code /dev/ttyACM0}
 * @param baudRate of the serial line; meaningless for USB adapters and pseudo-terminals
 * @param bitRate of the bus
 * @param dataRate of the data phase of CAN FD, where the adapter is to be told
 * @param writeDeadline how long one frame may take to be written, above zero
 */
public record SlcanSettings(
    String device,
    int baudRate,
    BitRate bitRate,
    Optional<DataRate> dataRate,
    Duration writeDeadline) {

  static final int USUAL_BAUD_RATE = 1_000_000;

  /** Checks the deadline. */
  public SlcanSettings {
    if (writeDeadline.isNegative() || writeDeadline.isZero()) {
      throw new IllegalArgumentException("a write deadline of " + writeDeadline);
    }
  }

  /** The same on a bus of this bit rate. */
  public SlcanSettings at(BitRate rate) {
    return new SlcanSettings(device, baudRate, rate, dataRate, writeDeadline);
  }

  /** The same with this bit rate of the data phase. */
  public SlcanSettings withData(Optional<DataRate> rate) {
    return new SlcanSettings(device, baudRate, bitRate, rate, writeDeadline);
  }

  /** The same over a serial line of this baud rate. */
  public SlcanSettings over(int baud) {
    return new SlcanSettings(device, baud, bitRate, dataRate, writeDeadline);
  }

  /** A classic bus of 500 kbit/s at this device; a write may take half a second. */
  public static SlcanSettings usual(String device) {
    return new SlcanSettings(
        device, USUAL_BAUD_RATE, BitRate.KBIT_500, Optional.empty(), Duration.ofMillis(500));
  }
}
