package dev.portcullis.can.port;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.Outcome.Passed;
import dev.portcullis.crypto.Outcome.Refused;
import java.util.Optional;

/**
 * Opens a serial CAN adapter, one port at a time. While a write of the last port is stuck in the
 * device no other is opened, so that a stalled adapter costs one thread and not one for every try.
 */
public final class SlcanPorts implements CanPortFactory {

  private final SlcanSettings settings;
  private final MonotonicClock clock;
  private Optional<SlcanPort> last = Optional.empty();

  /** Opens nothing yet. */
  public SlcanPorts(SlcanSettings settings, MonotonicClock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public synchronized Outcome<CanPort, PortRefusal> open(CanListener listener) {
    if (last.isPresent() && last.get().isStuck()) {
      return Outcome.refused(PortRefusal.STILL_STALLED);
    }
    return switch (SerialLine.open(settings)) {
      case Refused<SerialLine, PortRefusal>(PortRefusal why) -> Outcome.refused(why);
      case Passed<SerialLine, PortRefusal>(SerialLine line) -> start(line, listener);
    };
  }

  private Outcome<CanPort, PortRefusal> start(SerialLine line, CanListener listener) {
    SlcanPort port = SlcanPort.start(line, settings, clock, listener);
    last = Optional.of(port);
    if (port.openChannel()) {
      return Outcome.passed(port);
    }
    port.close();
    return Outcome.refused(PortRefusal.NOT_TAKING_COMMANDS);
  }

  @Override
  public String name() {
    return settings.device();
  }
}
