package dev.portcullis.can.port;

import dev.portcullis.can.frame.SlcanLine.BitRate;
import dev.portcullis.can.frame.SlcanLine.DataRate;
import dev.portcullis.crypto.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which CAN adapter, and how it is reached, as a configuration or a command line names it:
 *
 * <pre>
 * socketcan:can0
 * slcan:/dev/ttyACM0?bitrate=500k
 * slcan:/dev/ttyUSB0?baud=115200&amp;bitrate=500k
 * slcan:/dev/ttyACM0?bitrate=500k&amp;data=2M
 * </pre>
 */
public sealed interface CanDevice {

  /** What {@code text} names; one spelling for each device. */
  static Outcome<CanDevice, CanDeviceRefusal> parse(String text) {
    return CanDeviceReader.read(text);
  }

  /** Whether it is there now. It may come later: whoever opens it waits for it. */
  boolean isThere();

  /** Whether it carries CAN FD, as far as its configuration says. */
  boolean carriesFd();

  /** What opens it. */
  CanPortFactory ports(MonotonicClock clock);

  /** A CAN interface of the Linux kernel. Its bit rates belong to the system. */
  record SocketCan(InterfaceName name) implements CanDevice {

    @Override
    public boolean isThere() {
      return SocketCanPorts.exists(name);
    }

    @Override
    public boolean carriesFd() {
      // The interface says it, once it is open.
      return true;
    }

    @Override
    public CanPortFactory ports(MonotonicClock clock) {
      return new SocketCanPorts(SocketCanSettings.usual(name), clock);
    }

    @Override
    public String toString() {
      return CanDeviceReader.SOCKET_CAN + name;
    }
  }

  /**
   * A serial adapter that speaks SLCAN.
   *
   * @param device an absolute path
   * @param baudRate of the serial line; meaningless for USB adapters and pseudo-terminals
   * @param bitRate of the bus
   * @param dataRate of the data phase of CAN FD; empty on a classic bus
   */
  record Slcan(Path device, int baudRate, BitRate bitRate, Optional<DataRate> dataRate)
      implements CanDevice {

    @Override
    public boolean isThere() {
      return Files.exists(device);
    }

    @Override
    public boolean carriesFd() {
      return dataRate.isPresent();
    }

    @Override
    public CanPortFactory ports(MonotonicClock clock) {
      return new SlcanPorts(
          SlcanSettings.usual(device.toString()).at(bitRate).withData(dataRate).over(baudRate),
          clock);
    }

    @Override
    public String toString() {
      return CanDeviceReader.SLCAN + device;
    }
  }
}
