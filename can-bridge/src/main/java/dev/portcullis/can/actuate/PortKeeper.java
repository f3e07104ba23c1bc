package dev.portcullis.can.actuate;

import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.frame.WireRefusal;
import dev.portcullis.can.permit.Silence;
import dev.portcullis.can.permit.TransmitMode;
import dev.portcullis.can.port.CanListener;
import dev.portcullis.can.port.CanPort;
import dev.portcullis.can.port.CanPortFactory;
import dev.portcullis.can.port.PortLoss;
import dev.portcullis.can.port.PortRefusal;
import dev.portcullis.crypto.Outcome.Passed;
import dev.portcullis.crypto.Outcome.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Owns the adapter: opens it, and after a loss closes it and opens it again, with back-off. */
final class PortKeeper implements AutoCloseable {

  private final CanPortFactory ports;
  private final TransmitMode mode;
  private final PortObserver observer;
  private final BackOff backOff;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Receiver receiver;
  private Optional<CanPort> port = Optional.empty();
  private Optional<PortLoss> loss = Optional.empty();
  private BusCondition bus = BusCondition.ACTIVE;
  private PortStatus status = new PortStatus.Closed();
  private Listener current = new Listener();

  PortKeeper(
      CanPortFactory ports,
      Receiver receiver,
      TransmitMode mode,
      PortObserver observer,
      BackOff backOff) {
    this.ports = ports;
    this.receiver = receiver;
    this.mode = mode;
    this.observer = observer;
    this.backOff = backOff;
    this.thread = Thread.ofPlatform().name("can-keeper").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** From now on frames go there. */
  void receiver(Receiver next) {
    receiver = next;
  }

  /** The port, while it is open and its controller takes part in the bus. */
  synchronized Optional<CanPort> port() {
    return loss.isEmpty() && bus != BusCondition.OFF ? port : Optional.empty();
  }

  /** To be called with each change of what {@link #port} looks at. */
  private synchronized void judge() {
    if (port().isPresent()) {
      mode.end(Silence.BUS_FAULT);
    } else {
      mode.silence(Silence.BUS_FAULT);
    }
  }

  synchronized PortStatus status() {
    return status;
  }

  private void run() {
    Duration pause = backOff.first();
    try {
      while (!isClosed()) {
        if (open()) {
          pause = backOff.first();
          awaitLoss();
          receiver.forget();
        }
        closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        pause = backOff.after(pause);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      release();
    }
  }

  private boolean open() {
    var listener = new Listener();
    synchronized (this) {
      loss = Optional.empty();
      bus = BusCondition.ACTIVE;
      current = listener;
    }
    return switch (ports.open(listener)) {
      case Passed<CanPort, PortRefusal>(CanPort opened) -> {
        synchronized (this) {
          port = Optional.of(opened);
          judge();
        }
        change(new PortStatus.Open());
        yield true;
      }
      case Refused<CanPort, PortRefusal>(PortRefusal why) -> {
        change(new PortStatus.NotOpened(why));
        yield false;
      }
    };
  }

  private void awaitLoss() throws InterruptedException {
    while (isHeld()) {
      change(awaitChange());
    }
    PortLoss why;
    synchronized (this) {
      why = loss.orElse(PortLoss.CLOSED);
    }
    release();
    change(why == PortLoss.CLOSED ? new PortStatus.Closed() : new PortStatus.Lost(why));
  }

  private synchronized boolean isHeld() {
    return loss.isEmpty() && !isClosed();
  }

  /** Waits until the bus is lost or back, or the port is; the status then, while it is held. */
  private synchronized PortStatus awaitChange() throws InterruptedException {
    while (isHeld() && status.equals(whileHeld())) {
      wait();
    }
    return isHeld() ? whileHeld() : status;
  }

  private PortStatus whileHeld() {
    return bus == BusCondition.OFF ? new PortStatus.BusOff() : new PortStatus.Open();
  }

  private void release() {
    Optional<CanPort> released;
    synchronized (this) {
      released = port;
      port = Optional.empty();
      judge();
    }
    released.ifPresent(CanPort::close);
  }

  private void change(PortStatus changed) {
    synchronized (this) {
      if (status.equals(changed)) {
        return;
      }
      status = changed;
    }
    observer.changed(ports.name(), changed);
  }

  private boolean isClosed() {
    return closing.getCount() == 0;
  }

  /** A late word of an earlier port must not be taken for the present one's. */
  private synchronized void noteLoss(Listener from, PortLoss why) {
    if (current == from) {
      loss = Optional.of(why);
      judge();
      notifyAll();
    }
  }

  /** Off the bus nothing is heard: what was known may not be so any more. */
  private void noteBus(Listener from, BusCondition condition) {
    synchronized (this) {
      if (current != from) {
        return;
      }
      bus = condition;
      judge();
      notifyAll();
    }
    if (condition == BusCondition.OFF) {
      receiver.forget();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closing.countDown();
      notifyAll();
    }
    release();
  }

  /** One for each opening. */
  private final class Listener implements CanListener {

    @Override
    public void received(CanFrame frame, long nanos) {
      receiver.received(frame, nanos);
    }

    @Override
    public void taken(long nanos) {
      receiver.taken(nanos);
    }

    @Override
    public void sentByThisHost(CanFrame frame, long nanos) {
      receiver.sentByThisHost(frame, nanos);
    }

    @Override
    public void missed(long frames) {
      receiver.missed(frames);
    }

    @Override
    public void bus(BusCondition condition) {
      noteBus(this, condition);
    }

    /**
     * What of it concerns a command comes as the state of the bus, or as frames that are missing.
     */
    @Override
    public void error(ErrorFrame error, long nanos) {}

    @Override
    public void malformed(WireRefusal refusal) {
      receiver.malformed(refusal);
    }

    @Override
    public void lost(PortLoss why) {
      noteLoss(this, why);
    }
  }
}
