package dev.portcullis.simulator.watch;

import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.watch.BusWatch;
import dev.portcullis.can.watch.Origin;
import dev.portcullis.simulator.bus.BusObserver;
import dev.portcullis.simulator.bus.Destruction;
import dev.portcullis.simulator.bus.Sighting;

/** Gives a watch what a controller of its own on that bus would give it. */
final class WatchFeed implements BusObserver {

  /** CAN_ERR_PROT and CAN_ERR_BUSERROR of {@code linux/can/error.h}. */
  private static final ErrorFrame BUS_ERROR = new ErrorFrame(0x008 | 0x080, 0);

  private final BusWatch watch;

  WatchFeed(BusWatch watch) {
    this.watch = watch;
  }

  @Override
  public void saw(Sighting sighting) {
    watch.accept(sighting.frame(), Origin.BUS, sighting.end().nanos());
  }

  @Override
  public void destroyed(Destruction destruction) {
    watch.accept(BUS_ERROR, destruction.end().nanos());
  }
}
