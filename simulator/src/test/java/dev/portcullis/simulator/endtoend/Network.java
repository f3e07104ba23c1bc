package dev.portcullis.simulator.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The network between agent and broker, which can be made to misbehave. */
final class Network implements AutoCloseable {

  private static final int BUFFER = 8192;

  private final ServerSocket server;
  private final InetSocketAddress broker;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger resets = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Upwards upwards = Upwards.CARRIED;

  /** What becomes of what the agent sends. */
  private enum Upwards {
    CARRIED,
    HELD
  }

  private Network(ServerSocket server, InetSocketAddress broker) {
    this.server = server;
    this.broker = broker;
  }

  static Network to(InetSocketAddress broker) throws IOException {
    var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var network = new Network(server, broker);
    daemon("network", network::accept);
    return network;
  }

  /** Where the agent finds its broker. */
  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
  }

  /** From now on nothing reaches the broker from the agent, while the other way is open. */
  void holdUpwards() {
    set(Upwards.HELD);
  }

  /** Ends every connection with a reset. What was held is lost; new connections are carried. */
  void reset() {
    resets.incrementAndGet();
    sockets.forEach(Network::slam);
    sockets.clear();
    set(Upwards.CARRIED);
  }

  /** How often the connections were reset. */
  int resets() {
    return resets.get();
  }

  private void set(Upwards next) {
    lock.lock();
    try {
      upwards = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitCarried() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (upwards == Upwards.HELD) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        carry(server.accept());
      } catch (IOException e) {
        // The next connection may fare better; the loop ends with the server socket.
      }
    }
  }

  private void carry(Socket agent) throws IOException {
    sockets.add(agent);
    var far = new Socket();
    sockets.add(far);
    try {
      far.connect(broker);
    } catch (IOException e) {
      slam(agent);
      return;
    }
    agent.setTcpNoDelay(true);
    far.setTcpNoDelay(true);
    daemon("network-up", () -> pump(agent, far, this::awaitCarried));
    daemon("network-down", () -> pump(far, agent, () -> {}));
  }

  private interface Barrier {
    void pass() throws InterruptedException;
  }

  private void pump(Socket from, Socket to, Barrier barrier) {
    var buffer = new byte[BUFFER];
    try {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        barrier.pass();
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      slam(from);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    slam(to);
    sockets.remove(from);
    sockets.remove(to);
  }

  private static void slam(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is closed already, which is what was wanted.
      return;
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread.ofPlatform().daemon().name(name).start(work);
  }

  @Override
  public void close() throws IOException {
    server.close();
    reset();
  }
}
