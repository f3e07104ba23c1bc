package dev.portcullis.can.port;

import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.WireRefusal;
import java.util.concurrent.CountDownLatch;

/** Takes no frame before it may: the kernel has to keep them. */
record BlockedListener(CanListener next, CountDownLatch may) implements CanListener {

  @Override
  public void received(CanFrame frame, long nanos) {
    try {
      may.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    next.received(frame, nanos);
  }

  @Override
  public void sentByThisHost(CanFrame frame) {
    next.sentByThisHost(frame);
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
  public void malformed(WireRefusal refusal) {
    next.malformed(refusal);
  }

  @Override
  public void lost(PortLoss why) {
    next.lost(why);
  }
}
