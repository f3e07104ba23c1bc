package dev.portcullis.agent.bus;

import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.frame.WireRefusal;
import dev.portcullis.can.port.CanDevice;
import dev.portcullis.can.port.CanListener;
import dev.portcullis.can.port.CanPort;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.can.port.PortLoss;
import dev.portcullis.can.port.PortRefusal;
import dev.portcullis.can.watch.BusWatch;
import dev.portcullis.can.watch.Lookout;
import dev.portcullis.can.watch.WatchReport;
import dev.portcullis.can.watch.WatchingListener;
import dev.portcullis.crypto.Outcome;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A bus behind a device, watched until somebody has seen enough or the device is lost. */
final class LiveBus {

  private static final long LOOK_MILLIS = 100;

  private final MonotonicClock clock;
  private final Lookout lookout;
  private final AtomicReference<Optional<PortLoss>> loss = new AtomicReference<>(Optional.empty());

  LiveBus(BusWatch watch, MonotonicClock clock) {
    this.clock = clock;
    this.lookout = new Lookout(watch, clock);
  }

  /** Empty once it was watched; why it could not be, or not any longer. */
  Optional<Unusable> run(CanDevice device, Interruption interruption) throws InterruptedException {
    return switch (device.ports(clock).open(new WatchingListener(lookout, new OnlyLoss()))) {
      case Outcome.Refused<CanPort, PortRefusal>(var why) ->
          Optional.of(new Unusable(device + ": " + why, "check that the device is there and up"));
      case Outcome.Passed<CanPort, PortRefusal>(var port) -> {
        try (port) {
          while (loss.get().isEmpty() && !interruption.await(LOOK_MILLIS)) {
            lookout.look();
          }
        }
        yield loss.get()
            .map(
                why -> new Unusable(device + ": lost: " + why, "check the device, and begin anew"));
      }
    };
  }

  WatchReport report() {
    return lookout.report();
  }

  /** The watch stands before it and hears everything else. */
  private final class OnlyLoss implements CanListener {

    @Override
    public void received(CanFrame frame, long nanos) {}

    @Override
    public void sentByThisHost(CanFrame frame, long nanos) {}

    @Override
    public void taken(long nanos) {}

    @Override
    public void missed(long frames) {}

    @Override
    public void bus(BusCondition condition) {}

    @Override
    public void error(ErrorFrame error, long nanos) {}

    @Override
    public void malformed(WireRefusal refusal) {}

    @Override
    public void lost(PortLoss why) {
      loss.set(Optional.of(why));
    }
  }
}
