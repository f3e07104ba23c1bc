package dev.portcullis.can.port;

import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.frame.SocketCanCodec;
import dev.portcullis.can.frame.SocketCanRefusal;
import dev.portcullis.can.frame.SocketCanSink;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A CAN interface of the Linux kernel. One thread reads; who transmits writes himself, because a
 * socket that is told not to wait does not. The port is lost when its interface goes down or away;
 * {@link SocketCanPorts} opens another.
 */
final class SocketCanPort implements CanPort {

  /** Which frames the interface carries. */
  enum Carries {
    CLASSIC,
    CLASSIC_AND_FD
  }

  /** MSG_DONTROUTE of a received message: a program of this host sent it. */
  private static final int OF_THIS_HOST = 0x4;

  /** MSG_CONFIRM: this very socket sent it, and now it was on the bus. */
  private static final int OUR_OWN = 0x800;

  /** A full queue is looked at again after this: a tenth of the time a frame takes on the bus. */
  private static final long LOOK_AGAIN_NANOS = 25_000;

  private final CanSocket socket;
  private final Carries carries;
  private final Duration writeDeadline;
  private final MonotonicClock clock;
  private final CanListener listener;
  private final Thread reader;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
  private final Object sending = new Object();
  private final byte[] outgoing = new byte[SocketCanCodec.FD_BYTES];

  private enum State {
    OPEN(PortLoss.CLOSED),
    GONE(PortLoss.GONE),
    DOWN(PortLoss.DOWN),
    CLOSED(PortLoss.CLOSED);

    private final PortLoss loss;

    State(PortLoss loss) {
      this.loss = loss;
    }
  }

  /** The socket is the port's from now on. */
  SocketCanPort(
      CanSocket socket,
      Carries carries,
      Duration writeDeadline,
      MonotonicClock clock,
      CanListener listener) {
    this.socket = socket;
    this.carries = carries;
    this.writeDeadline = writeDeadline;
    this.clock = clock;
    this.listener = listener;
    this.reader = Thread.ofPlatform().name("can-socket-reader").daemon().unstarted(this::read);
  }

  void start() {
    reader.start();
  }

  @Override
  public Transmission transmit(CanFrame frame) {
    if (frame instanceof CanFrame.Fd && carries == Carries.CLASSIC) {
      return new Transmission.NotHanded(PortLoss.NOT_CARRIED);
    }
    synchronized (sending) {
      int size = SocketCanCodec.encode(frame, outgoing);
      long deadline = clock.nanos() + writeDeadline.toNanos();
      while (state.get() == State.OPEN) {
        int sent = socket.send(outgoing, size);
        if (sent == size) {
          return new Transmission.Handed(clock.nanos());
        }
        switch (-sent) {
          case Errno.EINTR -> {}
          case Errno.EAGAIN, Errno.ENOBUFS -> {
            if (clock.nanos() - deadline >= 0) {
              return new Transmission.NotHanded(PortLoss.STALLED);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
          }
          case Errno.ENETDOWN -> lose(State.DOWN);
          default -> lose(State.GONE);
        }
      }
      return new Transmission.NotHanded(state.get().loss);
    }
  }

  private void read() {
    var incoming = new byte[CanSocket.RECEIVE_BYTES];
    var delivery = new Delivery();
    while (state.get() == State.OPEN) {
      int count = socket.receive(incoming);
      if (count > 0) {
        delivery.take(incoming, count);
      } else {
        switch (-count) {
          case Errno.EAGAIN, Errno.EINTR -> {}
          case Errno.ENETDOWN -> lose(State.DOWN);
          default -> lose(State.GONE);
        }
      }
    }
    synchronized (sending) {
      socket.close();
    }
  }

  private void lose(State why) {
    if (state.compareAndSet(State.OPEN, why)) {
      listener.lost(why.loss);
    }
  }

  /** The reader closes the socket, when it has come back from it. */
  @Override
  public void close() {
    state.set(State.CLOSED);
  }

  /** Says what one message means, with what the kernel knows of where it came from. */
  private final class Delivery implements SocketCanSink {

    private int overflows;
    private BusCondition condition = BusCondition.ACTIVE;

    void take(byte[] bytes, int count) {
      int now = socket.overflows();
      if (now != 0 && now != overflows) {
        listener.missed(Integer.toUnsignedLong(now - overflows));
        overflows = now;
      }
      SocketCanCodec.decode(bytes, count, this);
    }

    @Override
    public void frame(CanFrame frame) {
      if ((socket.flags() & OUR_OWN) != 0) {
        listener.taken(clock.nanos());
      } else if ((socket.flags() & OF_THIS_HOST) != 0) {
        listener.sentByThisHost(frame, clock.nanos());
      } else {
        // The word of a restart can be lost where frames are; a frame says the same.
        if (condition == BusCondition.OFF) {
          change(BusCondition.ACTIVE);
        }
        listener.received(frame, clock.nanos());
      }
    }

    @Override
    public void error(ErrorFrame error) {
      if ((socket.flags() & OF_THIS_HOST) != 0) {
        listener.malformed(SocketCanRefusal.FORGED_ERROR_FRAME);
        return;
      }
      listener.error(error, clock.nanos());
      if (error.lostAFrame()) {
        listener.missed(1);
      }
      error.condition().ifPresent(this::change);
    }

    private void change(BusCondition now) {
      if (now != condition) {
        condition = now;
        listener.bus(now);
      }
    }

    @Override
    public void refused(SocketCanRefusal why) {
      listener.malformed(why);
    }
  }
}
