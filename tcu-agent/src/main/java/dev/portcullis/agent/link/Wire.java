package dev.portcullis.agent.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The TLS connection of one {@link Connection}, in the shape of the plain socket that Paho asks
 * for. It resolves, connects and shakes hands by itself, remembers in our words what went wrong
 * first, and hangs up without waiting for anybody: closing an {@link SSLSocket} can wait for ever
 * for a writer that is stuck in a dead network, closing the socket below it cannot.
 *
 * <p>Nothing is read before something was written. An MQTT client speaks first anyway, and Paho's
 * threads, when the peer ends the connection while they are being started, wait for one another for
 * ever.
 */
final class Wire extends Socket {

  private static final String TLS = "TLSv1.3";
  private static final int ADDRESSES_TRIED = 4;
  private static final Duration ALERT_WAIT = Duration.ofMillis(200);

  private final BrokerAddress broker;
  private final Supplier<SSLContext> tls;
  private final Duration patience;
  private final int largestPacket;

  private final AtomicReference<Optional<Why>> fault = new AtomicReference<>(Optional.empty());
  private final CountDownLatch spoken = new CountDownLatch(1);
  private volatile Optional<Socket> raw = Optional.empty();
  private volatile Optional<SSLSocket> secured = Optional.empty();
  private volatile boolean hungUp;
  private volatile boolean heard;

  Wire(LinkSettings settings, Supplier<SSLContext> tls) {
    this.broker = settings.broker();
    this.tls = tls;
    this.patience = settings.deadlines().connect();
    this.largestPacket = settings.bounds().largestPacket();
  }

  /** What went wrong first, if anything did. */
  Optional<Why> fault() {
    return fault.get();
  }

  /** Connects to the broker; the address Paho made up is not looked at. */
  @Override
  public void connect(SocketAddress madeUp, int timeoutMillis) throws IOException {
    SSLContext context = context();
    SSLSocket socket = null;
    var stage = Faults.Stage.REACHING;
    try {
      Socket below = reach();
      stage = Faults.Stage.SECURING;
      socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(below, broker.host(), broker.port(), /* autoClose= */ true);
      secure(socket);
      secured = Optional.of(socket);
    } catch (IOException e) {
      throw failed(Faults.of(stage, e), e);
    }
    refuseIfHungUp();
  }

  private SSLContext context() throws IOException {
    try {
      return tls.get();
    } catch (RuntimeException e) {
      throw failed(new Why(Cause.KEYS_UNAVAILABLE, Faults.text(e)), e);
    }
  }

  private Socket reach() throws IOException {
    IOException last = new UnknownHostException(broker.host());
    InetAddress[] addresses = InetAddress.getAllByName(broker.host());
    for (int i = 0; i < addresses.length && i < ADDRESSES_TRIED; i++) {
      refuseIfHungUp();
      var socket = new Socket();
      raw = Optional.of(socket);
      try {
        socket.connect(
            new InetSocketAddress(addresses[i], broker.port()),
            Math.toIntExact(patience.toMillis()));
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  private void secure(SSLSocket socket) throws IOException {
    var parameters = socket.getSSLParameters();
    parameters.setProtocols(new String[] {TLS});
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
    socket.startHandshake();
    socket.setSoTimeout(0);
  }

  private void refuseIfHungUp() throws IOException {
    if (hungUp) {
      hangUp();
      throw new IOException("hung up");
    }
  }

  private IOException failed(Why why, Exception cause) {
    if (!hungUp) {
      fault.compareAndSet(Optional.empty(), Optional.of(why));
    }
    return new IOException(why.line(), cause);
  }

  /** Ends the connection at once, from any thread; whoever reads or writes gets an exception. */
  void hangUp() {
    hungUp = true;
    try {
      if (raw.isPresent()) {
        raw.get().close();
      }
    } catch (IOException e) {
      // There is nothing left of it that could be closed any better.
      fault.compareAndSet(Optional.empty(), Optional.of(Faults.of(Faults.Stage.TALKING, e)));
    }
  }

  @Override
  public void close() {
    hangUp();
  }

  /** Paho asks for a second, and then loses its place in a header that takes longer: no. */
  @Override
  public void setSoTimeout(int millis) {}

  @Override
  public void shutdownInput() {}

  @Override
  public InputStream getInputStream() throws IOException {
    return new PacketGuard(new Ear(socket().getInputStream()), largestPacket, this::violated);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new Mouth(socket().getOutputStream());
  }

  private SSLSocket socket() throws IOException {
    return secured.orElseThrow(() -> new IOException("not connected"));
  }

  private void violated(String what) {
    fault.compareAndSet(Optional.empty(), Optional.of(new Why(Cause.PROTOCOL_VIOLATION, what)));
  }

  /** What the broker says, not before we spoke. */
  private final class Ear extends InputStream {
    private final InputStream in;

    Ear(InputStream in) {
      this.in = in;
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }

    @Override
    public int read() throws IOException {
      awaitOurTurn();
      try {
        return noted(in.read());
      } catch (IOException e) {
        throw failed(Faults.of(Faults.Stage.TALKING, e), e);
      }
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      awaitOurTurn();
      try {
        return noted(in.read(into, from, count));
      } catch (IOException e) {
        throw failed(Faults.of(Faults.Stage.TALKING, e), e);
      }
    }

    private int noted(int result) throws IOException {
      if (result < 0) {
        var why = new Why(Cause.CONNECTION_LOST, "closed by the broker");
        throw failed(why, new IOException("end of stream"));
      }
      heard = true;
      return result;
    }

    private void awaitOurTurn() throws IOException {
      try {
        if (!spoken.await(2 * patience.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IOException("nothing was ever sent");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  /** What we say; the first word opens the ear. */
  private final class Mouth extends OutputStream {
    private final OutputStream out;

    Mouth(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int start, int count) throws IOException {
      try {
        out.write(from, start, count);
      } catch (IOException e) {
        throw failed(explained(e), e);
      } finally {
        spoken.countDown();
      }
    }

    /**
     * In TLS 1.3 the broker judges our certificate after our side of the handshake is over: its
     * alert may wait unread while our first write already fails. It says more than "broken pipe".
     */
    private Why explained(IOException writing) {
      if (!heard && !hungUp) {
        try {
          SSLSocket socket = socket();
          socket.setSoTimeout(Math.toIntExact(ALERT_WAIT.toMillis()));
          int ignored = socket.getInputStream().read();
          return Faults.of(Faults.Stage.TALKING, writing);
        } catch (IOException alert) {
          var why = Faults.of(Faults.Stage.TALKING, alert);
          return why.cause() == Cause.MUTE_PEER ? Faults.of(Faults.Stage.TALKING, writing) : why;
        }
      }
      return Faults.of(Faults.Stage.TALKING, writing);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
