package dev.portcullis.can.actuate;

import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.SlcanRefusal;
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
  private final Receiver receiver;
  private final PortObserver observer;
  private final BackOff backOff;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private Optional<CanPort> port = Optional.empty();
  private Optional<PortLoss> loss = Optional.empty();
  private PortStatus status = new PortStatus.Closed();
  private Listener current = new Listener();

  PortKeeper(CanPortFactory ports, Receiver receiver, PortObserver observer, BackOff backOff) {
    this.ports = ports;
    this.receiver = receiver;
    this.observer = observer;
    this.backOff = backOff;
    this.thread = Thread.ofPlatform().name("can-keeper").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** The port, while it is open. */
  synchronized Optional<CanPort> port() {
    return loss.isEmpty() ? port : Optional.empty();
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
      current = listener;
    }
    return switch (ports.open(listener)) {
      case Passed<CanPort, PortRefusal>(CanPort opened) -> {
        synchronized (this) {
          port = Optional.of(opened);
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
    PortLoss why;
    synchronized (this) {
      while (loss.isEmpty() && !isClosed()) {
        wait();
      }
      why = loss.orElse(PortLoss.CLOSED);
    }
    release();
    change(why == PortLoss.CLOSED ? new PortStatus.Closed() : new PortStatus.Lost(why));
  }

  private void release() {
    Optional<CanPort> released;
    synchronized (this) {
      released = port;
      port = Optional.empty();
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
      notifyAll();
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
    public void malformed(SlcanRefusal refusal) {
      receiver.malformed(refusal);
    }

    @Override
    public void lost(PortLoss why) {
      noteLoss(this, why);
    }
  }
}
