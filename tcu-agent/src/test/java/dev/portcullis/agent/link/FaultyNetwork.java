package dev.portcullis.agent.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A network between the link and its broker that can be made to misbehave. */
final class FaultyNetwork implements AutoCloseable {

  /** What it does to bytes. */
  enum Mood {
    /** Carries them. */
    WELL,
    /** Takes them and carries none, in connections old and new, nor word of their end. */
    BLACK_HOLE,
    /** Takes connections and ends them at once. */
    SLAMMING
  }

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile Mood mood = Mood.WELL;
  private volatile long delayMillis;

  FaultyNetwork(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon("network", this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** How many connections it took. */
  int accepted() {
    return accepted.get();
  }

  void become(Mood next) {
    mood = next;
  }

  void delay(long millis) {
    delayMillis = millis;
  }

  /** Ends all connections with a reset. */
  void reset() {
    sockets.forEach(FaultyNetwork::slam);
    sockets.clear();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var near = server.accept();
        accepted.incrementAndGet();
        if (mood == Mood.SLAMMING) {
          slam(near);
        } else {
          carry(near);
        }
      } catch (IOException e) {
        // The next connection may fare better; the loop ends with the server socket.
      }
    }
  }

  private void carry(Socket near) throws IOException {
    var far = new Socket();
    sockets.add(near);
    sockets.add(far);
    try {
      far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
    } catch (IOException e) {
      slam(near);
      return;
    }
    near.setTcpNoDelay(true);
    far.setTcpNoDelay(true);
    daemon("network up", () -> pump(near, far));
    daemon("network down", () -> pump(far, near));
  }

  private void pump(Socket from, Socket to) {
    var buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read = in.read(buffer);
      while (read >= 0) {
        if (delayMillis > 0) {
          TimeUnit.MILLISECONDS.sleep(delayMillis);
        }
        if (mood != Mood.BLACK_HOLE) {
          out.write(buffer, 0, read);
          out.flush();
        }
        read = in.read(buffer);
      }
    } catch (IOException e) {
      slam(from);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (mood != Mood.BLACK_HOLE) {
      slam(to);
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void slam(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is closed already, which is what was wanted.
    }
  }

  private static void daemon(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    reset();
  }
}
