package dev.portcullis.can.port;

import dev.portcullis.can.frame.SocketCanCodec;
import dev.portcullis.can.port.SocketCanPort.Carries;
import dev.portcullis.crypto.Outcome;
import java.time.Duration;

/** Opens a CAN interface of the Linux kernel: raw sockets of SocketCAN. */
public final class SocketCanPorts implements CanPortFactory {

  /** How soon a reader sees that its port was closed. */
  static final Duration READ_TIMEOUT = Duration.ofMillis(100);

  private final SocketCanSettings settings;
  private final MonotonicClock clock;

  /** Opens nothing yet. */
  public SocketCanPorts(SocketCanSettings settings, MonotonicClock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether there is a network interface of this name now, of CAN or not. */
  public static boolean exists(InterfaceName name) {
    return CanSocket.indexOf(name) > 0;
  }

  @Override
  public Outcome<CanPort, PortRefusal> open(CanListener listener) {
    int descriptor = CanSocket.create();
    if (descriptor < 0) {
      return Outcome.refused(
          switch (-descriptor) {
            case Errno.EAFNOSUPPORT, Errno.EPROTONOSUPPORT -> PortRefusal.NO_SOCKET_CAN;
            default -> PortRefusal.CANNOT_OPEN;
          });
    }
    var socket = new CanSocket(descriptor);
    Outcome<Carries, PortRefusal> bound = bind(socket);
    if (bound instanceof Outcome.Refused<Carries, PortRefusal>) {
      socket.close();
    }
    return bound.map(carries -> {
      var port = new SocketCanPort(socket, carries, settings.writeDeadline(), clock, listener);
      port.start();
      return port;
    });
  }

  /** Options first: what comes between the address and a filter would come unfiltered. */
  private Outcome<Carries, PortRefusal> bind(CanSocket socket) {
    int index = CanSocket.indexOf(settings.name());
    if (index < 0) {
      return Outcome.refused(PortRefusal.NO_SUCH_DEVICE);
    }
    Carries carries =
        socket.mtu(settings.name()) == SocketCanCodec.FD_BYTES
            ? Carries.CLASSIC_AND_FD
            : Carries.CLASSIC;
    if (!configure(socket, carries)) {
      return Outcome.refused(PortRefusal.CANNOT_OPEN);
    }
    int bound = socket.bind(KernelStructs.address(index));
    if (bound < 0) {
      return Outcome.refused(
          bound == -Errno.ENODEV ? PortRefusal.NOT_A_CAN_INTERFACE : PortRefusal.CANNOT_OPEN);
    }
    return switch (socket.get(SocketOption.ERROR)) {
      case 0 -> Outcome.passed(carries);
      case Errno.ENETDOWN -> Outcome.refused(PortRefusal.INTERFACE_DOWN);
      default -> Outcome.refused(PortRefusal.CANNOT_OPEN);
    };
  }

  private boolean configure(CanSocket socket, Carries carries) {
    byte[] on = KernelStructs.number(1);
    byte[] size = KernelStructs.number(settings.receiveBuffer());
    return (socket.set(SocketOption.RECEIVE_BUFFER_FORCED, size) == 0
            || socket.set(SocketOption.RECEIVE_BUFFER, size) == 0)
        && socket.set(SocketOption.RECEIVE_TIMEOUT, KernelStructs.time(READ_TIMEOUT)) == 0
        && socket.set(SocketOption.OVERFLOW_COUNTER, on) == 0
        && socket.set(SocketOption.CAN_FILTERS, KernelStructs.filters(settings.reception())) == 0
        && socket.set(SocketOption.CAN_ERROR_FILTER, KernelStructs.errorFilter()) == 0
        && socket.set(SocketOption.CAN_OWN_FRAMES, on) == 0
        && (carries == Carries.CLASSIC || socket.set(SocketOption.CAN_FD_FRAMES, on) == 0);
  }

  @Override
  public String name() {
    return settings.name().toString();
  }
}
