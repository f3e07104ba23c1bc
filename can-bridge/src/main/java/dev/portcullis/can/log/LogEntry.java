package dev.portcullis.can.log;

import dev.portcullis.can.port.InterfaceName;

/** One line of a recording: a frame of the bus, or a word of the driver about its controller. */
public sealed interface LogEntry permits LoggedFrame, LoggedError {

  /** When it was recorded, in nanoseconds since an origin the recorder chose; never negative. */
  long nanos();

  /** The interface it came through. */
  InterfaceName bus();
}
