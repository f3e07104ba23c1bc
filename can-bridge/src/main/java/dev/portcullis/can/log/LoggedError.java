package dev.portcullis.can.log;

import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.port.InterfaceName;

/** A word of the driver about its controller, as it was recorded. */
public record LoggedError(long nanos, InterfaceName bus, ErrorFrame error) implements LogEntry {

  /** Checks the time. */
  public LoggedError {
    CandumpCodec.checkTime(nanos);
  }
}
