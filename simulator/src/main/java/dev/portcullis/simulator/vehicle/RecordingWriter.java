package dev.portcullis.simulator.vehicle;

import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.log.CandumpWriter;
import dev.portcullis.can.log.LogEntry;
import dev.portcullis.can.log.LoggedError;
import dev.portcullis.can.log.LoggedFrame;
import dev.portcullis.can.port.InterfaceName;
import dev.portcullis.simulator.bus.BusObserver;
import dev.portcullis.simulator.bus.Destruction;
import dev.portcullis.simulator.bus.Sighting;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes what is on a bus as {@code candump -l} would: frames when they ended, and a frame that was
 * destroyed as the error frame a controller gives its driver.
 */
final class RecordingWriter implements BusObserver {

  /** CAN_ERR_PROT and CAN_ERR_BUSERROR of {@code linux/can/error.h}. */
  private static final ErrorFrame BUS_ERROR = new ErrorFrame(0x008 | 0x080, 0);

  private static final InterfaceName CAN0 = InterfaceName.parse("can0").orElseThrow();

  private final CandumpWriter writer;
  private final long originNanos;
  private long frames;
  private long errors;

  /**
   * Writes to {@code writer}.
   *
   * @param originNanos what time zero of the bus is in the log
   */
  RecordingWriter(CandumpWriter writer, long originNanos) {
    this.writer = writer;
    this.originNanos = originNanos;
  }

  @Override
  public void saw(Sighting sighting) {
    frames++;
    write(new LoggedFrame(originNanos + sighting.end().nanos(), CAN0, sighting.frame()));
  }

  @Override
  public void destroyed(Destruction destruction) {
    errors++;
    write(new LoggedError(originNanos + destruction.end().nanos(), CAN0, BUS_ERROR));
  }

  private void write(LogEntry entry) {
    try {
      writer.write(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long frames() {
    return frames;
  }

  long errors() {
    return errors;
  }
}
