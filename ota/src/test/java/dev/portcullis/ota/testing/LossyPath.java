package dev.portcullis.ota.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way of datagrams between one client and one server: each is delayed, and some are lost, come
 * twice, or later than those behind them. What happens to which, a seed decides.
 */
public final class LossyPath implements AutoCloseable {

  /**
   * What happens on the way.
   *
   * @param delay each way
   * @param jitter added to the delay of each, up to this
   * @param lost of a thousand, each way
   * @param doubled of a thousand, each way
   */
  public record Weather(Duration delay, Duration jitter, int lost, int doubled) {

    /** Nothing but so much delay each way. */
    public static Weather delayed(Duration delay) {
      return new Weather(delay, Duration.ZERO, 0, 0);
    }
  }

  private static final int LARGEST = 2048;
  private static final int BUFFER = 1024 * 1024;
  private static final int THOUSAND = 1000;

  private final Weather weather;
  private final SocketAddress server;
  private final DatagramSocket front;
  private final Random random;
  private final ScheduledExecutorService timer;
  private final AtomicLong toServer = new AtomicLong();
  private volatile SocketAddress client = new InetSocketAddress(0);
  private volatile DatagramSocket back;
  private volatile boolean isCut;

  /** A way to a server at {@code port} of this machine. */
  public LossyPath(int port, Weather weather, long seed) {
    this.weather = weather;
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.random = new Random(seed);
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lossy-path").factory());
    this.front = socket();
    this.back = socket();
    listen(front, this::fromClient);
    listen(back, this::fromServer);
  }

  private static DatagramSocket socket() {
    try {
      var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      socket.setReceiveBufferSize(BUFFER);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the client finds the server. */
  public int port() {
    return front.getLocalPort();
  }

  /** How many datagrams came from the client. */
  public long fromClient() {
    return toServer.get();
  }

  /** Has the client come from another address from now on, as behind a router that forgot it. */
  public void changeAddress() {
    var old = back;
    back = socket();
    listen(back, this::fromServer);
    old.close();
  }

  /** Loses everything from now on. */
  public void cut() {
    isCut = true;
  }

  /** Ends {@link #cut}. */
  public void mend() {
    isCut = false;
  }

  private interface Arrival {
    void take(byte[] content, SocketAddress from);
  }

  private static void listen(DatagramSocket socket, Arrival arrival) {
    Thread.ofPlatform()
        .daemon()
        .name("lossy-path-socket")
        .start(() -> {
          var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
          while (!socket.isClosed()) {
            try {
              packet.setLength(LARGEST);
              socket.receive(packet);
            } catch (IOException e) {
              return;
            }
            arrival.take(
                Arrays.copyOf(packet.getData(), packet.getLength()), packet.getSocketAddress());
          }
        });
  }

  private void fromClient(byte[] content, SocketAddress from) {
    if (!from.equals(client)) {
      // As behind a router: another port inside is another outside.
      changeAddress();
      client = from;
    }
    toServer.incrementAndGet();
    pass(() -> back.send(new DatagramPacket(content, content.length, server)));
  }

  private void fromServer(byte[] content, SocketAddress from) {
    pass(() -> front.send(new DatagramPacket(content, content.length, client)));
  }

  private interface Sending {
    void run() throws IOException;
  }

  private synchronized void pass(Sending sending) {
    if (isCut || timer.isShutdown() || random.nextInt(THOUSAND) < weather.lost()) {
      return;
    }
    int times = random.nextInt(THOUSAND) < weather.doubled() ? 2 : 1;
    for (int i = 0; i < times; i++) {
      long jitter = weather.jitter().isZero() ? 0 : random.nextLong(weather.jitter().toNanos());
      var _ =
          timer.schedule(
              () -> {
                try {
                  sending.run();
                } catch (IOException e) {
                  // The socket was closed while it was on its way: it is lost.
                  return;
                }
              },
              weather.delay().toNanos() + jitter,
              TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public synchronized void close() {
    front.close();
    back.close();
    timer.shutdownNow();
  }
}
