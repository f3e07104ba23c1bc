package dev.portcullis.can.port;

import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.frame.WireRefusal;
import java.util.concurrent.CountDownLatch;

/**
 * Takes no frame before it may, and says that it waits with the first: the kernel has to keep the
 * others.
 */
record BlockedListener(CanListener next, CountDownLatch waits, CountDownLatch may)
    implements CanListener {

  @Override
  public void received(CanFrame frame, long nanos) {
    waits.countDown();
    try {
      may.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    next.received(frame, nanos);
  }

  @Override
  public void sentByThisHost(CanFrame frame, long nanos) {
    next.sentByThisHost(frame, nanos);
  }

  @Override
  public void taken(long nanos) {
    next.taken(nanos);
  }

  @Override
  public void missed(long frames) {
    next.missed(frames);
  }

  @Override
  public void bus(BusCondition condition) {
    next.bus(condition);
  }

  @Override
  public void error(ErrorFrame error, long nanos) {
    next.error(error, nanos);
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
