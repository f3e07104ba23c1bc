package dev.portcullis.can.log;

import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.port.InterfaceName;

/** A frame of the bus, as it was recorded. */
public record LoggedFrame(long nanos, InterfaceName bus, CanFrame frame) implements LogEntry {

  /** Checks the time. */
  public LoggedFrame {
    CandumpCodec.checkTime(nanos);
  }
}
