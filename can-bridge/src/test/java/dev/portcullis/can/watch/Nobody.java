package dev.portcullis.can.watch;

import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.frame.WireRefusal;
import dev.portcullis.can.port.CanListener;
import dev.portcullis.can.port.PortLoss;

/** Does nothing with what a port says. */
final class Nobody implements CanListener {

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
  public void lost(PortLoss why) {}
}
