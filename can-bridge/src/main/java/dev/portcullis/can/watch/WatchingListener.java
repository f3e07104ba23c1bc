package dev.portcullis.can.watch;

import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.WireRefusal;
import dev.portcullis.can.port.CanListener;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.can.port.PortLoss;

/**
 * Stands between a port and its listener: every frame goes to the watch first, so that what is
 * found is told before anybody acts on the frame. Safe for concurrent use.
 */
public final class WatchingListener implements CanListener {

  private final BusWatch watch;
  private final MonotonicClock clock;
  private final CanListener next;

  /** {@code clock} is the port's. */
  public WatchingListener(BusWatch watch, MonotonicClock clock, CanListener next) {
    this.watch = watch;
    this.clock = clock;
    this.next = next;
  }

  /** Looks for silence; to be called about ten times a second. */
  public void look() {
    synchronized (watch) {
      watch.look(clock.nanos());
    }
  }

  /** What was seen and found since the beginning. */
  public WatchReport report() {
    synchronized (watch) {
      return watch.report();
    }
  }

  @Override
  public void received(CanFrame frame, long nanos) {
    synchronized (watch) {
      watch.accept(frame, Origin.BUS, nanos);
    }
    next.received(frame, nanos);
  }

  @Override
  public void sentByThisHost(CanFrame frame, long nanos) {
    synchronized (watch) {
      watch.accept(frame, Origin.THIS_HOST, nanos);
    }
    next.sentByThisHost(frame, nanos);
  }

  @Override
  public void taken(long nanos) {
    next.taken(nanos);
  }

  @Override
  public void missed(long frames) {
    synchronized (watch) {
      watch.miss(frames, clock.nanos());
    }
    next.missed(frames);
  }

  @Override
  public void bus(BusCondition condition) {
    synchronized (watch) {
      watch.accept(condition, clock.nanos());
    }
    next.bus(condition);
  }

  @Override
  public void malformed(WireRefusal refusal) {
    next.malformed(refusal);
  }

  @Override
  public void lost(PortLoss why) {
    next.lost(why);
  }
}
