package dev.portcullis.can.watch;

import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.frame.WireRefusal;
import dev.portcullis.can.port.CanListener;
import dev.portcullis.can.port.PortLoss;

/**
 * Stands between a port and its listener: every frame goes to the watch first, so that what is
 * found is known before anybody acts on the frame.
 */
public final class WatchingListener implements CanListener {

  private final Lookout lookout;
  private final CanListener next;

  /** Watches what {@code next} is told. */
  public WatchingListener(Lookout lookout, CanListener next) {
    this.lookout = lookout;
    this.next = next;
  }

  @Override
  public void received(CanFrame frame, long nanos) {
    lookout.accept(frame, Origin.BUS, nanos);
    next.received(frame, nanos);
  }

  @Override
  public void sentByThisHost(CanFrame frame, long nanos) {
    lookout.accept(frame, Origin.THIS_HOST, nanos);
    next.sentByThisHost(frame, nanos);
  }

  @Override
  public void taken(long nanos) {
    next.taken(nanos);
  }

  @Override
  public void missed(long frames) {
    lookout.missed(frames);
    next.missed(frames);
  }

  @Override
  public void bus(BusCondition condition) {
    lookout.bus(condition);
    next.bus(condition);
  }

  @Override
  public void error(ErrorFrame error, long nanos) {
    lookout.errorFrame(nanos);
    next.error(error, nanos);
  }

  @Override
  public void malformed(WireRefusal refusal) {
    next.malformed(refusal);
  }

  @Override
  public void lost(PortLoss why) {
    lookout.lost();
    next.lost(why);
  }
}
