package dev.portcullis.ota.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A web server on this machine that answers as a test wants, also in ways that no server should.
 */
public final class LoopbackServer implements AutoCloseable {

  /** Writes the whole answer, its status line first. */
  @FunctionalInterface
  public interface Answer {

    /** The answer to a request for {@code path}. */
    void write(String path, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket listening;

  /** A server that is ready. */
  public LoopbackServer(Answer answer) {
    try {
      listening = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> serve(answer));
  }

  /** Serves the files of a repository, below {@code /metadata/} and {@code /targets/}. */
  public static LoopbackServer of(SimulatedRepository repository) {
    return new LoopbackServer((path, out) -> {
      var file = repository.served(path.substring(1));
      if (file.isEmpty()) {
        head(out, "404 Not Found", 0);
      } else {
        head(out, "200 OK", file.get().size());
        out.write(file.get().toArray());
      }
    });
  }

  /** Writes status line and headers. */
  public static void head(OutputStream out, String status, long length) throws IOException {
    var head =
        "HTTP/1.1 " + status + "\r\nContent-Length: " + length + "\r\nConnection: close\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
  }

  /** Where it is. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort() + path);
  }

  private void serve(Answer answer) {
    while (!listening.isClosed()) {
      try {
        var socket = listening.accept();
        Thread.ofVirtual().start(() -> answer(answer, socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void answer(Answer answer, Socket connection) {
    try (connection;
        var in =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
      var request = in.readLine();
      var line = request;
      while (line != null && !line.isEmpty()) {
        line = in.readLine();
      }
      if (request != null) {
        answer.write(request.split(" ", -1)[1], connection.getOutputStream());
      }
    } catch (IOException e) {
      // The client has what it wanted.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
