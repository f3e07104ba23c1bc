package dev.portcullis.ota.testing;

import dev.portcullis.crypto.Bytes;
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
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

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

  /** The same, with the fields of the request. */
  @FunctionalInterface
  public interface AnswerToFields {

    /** The answer to a request for {@code path}; the names of {@code fields} in lower case. */
    void write(String path, Map<String, String> fields, OutputStream out)
        throws IOException, InterruptedException;
  }

  /** The same, with all of the request. */
  @FunctionalInterface
  public interface AnswerToRequest {

    /** The answer to a request. */
    void write(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  /** A request whose content is not read yet; the names of {@code fields} in lower case. */
  public record Request(
      String method, String path, Map<String, String> fields, BufferedReader rest) {

    /** As much content as the request says it has. */
    public Bytes content() throws IOException {
      char[] content = new char[Integer.parseInt(fields.getOrDefault("content-length", "0"))];
      int read = 0;
      while (read < content.length) {
        read += rest.read(content, read, content.length - read);
      }
      return Bytes.of(new String(content).getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static final int BACKLOG = 16;

  private final ServerSocket listening;
  private final String scheme;

  /** A server that is ready. */
  public LoopbackServer(Answer answer) {
    this(ServerSocketFactory.getDefault(), "http", (path, _, out) -> answer.write(path, out));
  }

  /** A server that looks at the fields of a request. */
  public LoopbackServer(AnswerToFields answer) {
    this(ServerSocketFactory.getDefault(), "http", answer);
  }

  /** A server behind TLS. */
  public LoopbackServer(SSLContext context, AnswerToFields answer) {
    this(context.getServerSocketFactory(), "https", answer);
  }

  /** A server behind TLS that looks at all of a request. */
  public static LoopbackServer ofRequests(SSLContext context, AnswerToRequest answer) {
    return new LoopbackServer(answer, context.getServerSocketFactory(), "https");
  }

  private LoopbackServer(ServerSocketFactory sockets, String scheme, AnswerToFields answer) {
    this((request, out) -> answer.write(request.path(), request.fields(), out), sockets, scheme);
  }

  private LoopbackServer(AnswerToRequest answer, ServerSocketFactory sockets, String scheme) {
    this.scheme = scheme;
    try {
      listening = sockets.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
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
    return URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort() + path);
  }

  private void serve(AnswerToRequest answer) {
    while (!listening.isClosed()) {
      try {
        var socket = listening.accept();
        Thread.ofVirtual().start(() -> answer(answer, socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void answer(AnswerToRequest answer, Socket connection) {
    try (connection;
        var in =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1))) {
      var request = in.readLine();
      var line = request;
      var fields = new HashMap<String, String>();
      while (line != null && !line.isEmpty()) {
        line = in.readLine();
        int colon = line == null ? -1 : line.indexOf(':');
        if (line != null && colon > 0) {
          fields.put(
              line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
      }
      if (request != null) {
        var words = request.split(" ", -1);
        answer.write(new Request(words[0], words[1], fields, in), connection.getOutputStream());
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
