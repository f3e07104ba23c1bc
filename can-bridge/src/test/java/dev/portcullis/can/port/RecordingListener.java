package dev.portcullis.can.port;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.frame.WireRefusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Keeps what a port says. */
final class RecordingListener implements CanListener {

  // A test that waits leaves the processor to what it waits for.
  private static final long A_MOMENT = 1_000_000;

  private static final Duration GENEROUS = Duration.ofSeconds(30);

  final List<CanFrame> frames = new CopyOnWriteArrayList<>();
  final List<CanFrame> ofThisHost = new CopyOnWriteArrayList<>();
  final List<WireRefusal> refusals = new CopyOnWriteArrayList<>();
  final List<PortLoss> losses = new CopyOnWriteArrayList<>();
  final List<Long> taken = new CopyOnWriteArrayList<>();
  final List<BusCondition> conditions = new CopyOnWriteArrayList<>();
  final List<ErrorFrame> errors = new CopyOnWriteArrayList<>();
  final AtomicLong missed = new AtomicLong();

  @Override
  public void received(CanFrame frame, long nanos) {
    frames.add(frame);
  }

  @Override
  public void sentByThisHost(CanFrame frame, long nanos) {
    ofThisHost.add(frame);
  }

  @Override
  public void taken(long nanos) {
    taken.add(nanos);
  }

  @Override
  public void missed(long count) {
    missed.addAndGet(count);
  }

  @Override
  public void bus(BusCondition condition) {
    conditions.add(condition);
  }

  @Override
  public void error(ErrorFrame error, long nanos) {
    errors.add(error);
  }

  @Override
  public void malformed(WireRefusal refusal) {
    refusals.add(refusal);
  }

  @Override
  public void lost(PortLoss why) {
    losses.add(why);
  }

  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + GENEROUS.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "never so");
      LockSupport.parkNanos(A_MOMENT);
    }
  }
}
