package dev.portcullis.can.port;

import dev.portcullis.can.frame.SlcanLine.BitRate;
import dev.portcullis.can.frame.SlcanLine.DataRate;

/** Why a text names no CAN device. */
public enum CanDeviceRefusal {
  /** It begins with none of the kinds there are. */
  UNKNOWN_KIND("must begin with socketcan: or slcan:, as socketcan:can0"),
  /** No network interface can be called so. */
  BAD_INTERFACE_NAME("must name a network interface of at most 15 characters, as socketcan:can0"),
  /** The serial device is no absolute path. */
  BAD_PATH("must name the serial device by its whole path, as slcan:/dev/ttyACM0?bitrate=500k"),
  /** A parameter that nobody knows, or one that is there twice, or is no parameter. */
  BAD_PARAMETER("has a parameter that is none of bitrate, data and baud, or one twice"),
  /** The bit rate of the bus is missing. */
  MISSING_BIT_RATE("must say the bit rate of the bus, as slcan:/dev/ttyACM0?bitrate=500k"),
  /** The bit rate is none that SLCAN has a code for. */
  BAD_BIT_RATE("must have a bit rate of 1M or, with a k behind it, one of " + BitRate.kbits()),
  /** The bit rate of the data phase is none that SLCAN has a code for. */
  BAD_DATA_RATE("must have a data rate that is, with an M behind it, one of " + DataRate.mbits()),
  /** The serial line's rate is no number from 1,200 to 12,000,000. */
  BAD_BAUD_RATE("must have a baud rate of 1200 to 12000000");

  private final String demand;

  CanDeviceRefusal(String demand) {
    this.demand = demand;
  }

  /** What it must be, for people: goes on behind the name of what was read. */
  public String demand() {
    return demand;
  }
}
