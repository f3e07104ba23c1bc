package dev.portcullis.simulator.repository.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.manifest.VehicleManifest;
import dev.portcullis.simulator.authority.Party;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Serves a shelf over HTTPS; who does not show a certificate of the authority gets nothing. */
public final class RepositoryServer implements AutoCloseable {

  /** How many bytes a vehicle may send at once. */
  public static final int LARGEST_UPLOAD = VehicleManifest.MAX_BYTES;

  private static final Logger LOG = Logger.getLogger(RepositoryServer.class.getName());

  private final HttpsServer server;
  private final ExecutorService threads;
  private final AtomicReference<Shelf> shelf;

  private RepositoryServer(HttpsServer server, ExecutorService threads, Shelf shelf) {
    this.server = server;
    this.threads = threads;
    this.shelf = new AtomicReference<>(shelf);
  }

  /**
   * Starts to serve.
   *
   * @param address port 0 for a free one
   * @param context asks clients for a certificate: {@code MutualTls.server}
   */
  public static RepositoryServer start(InetSocketAddress address, SSLContext context, Shelf shelf)
      throws IOException {
    var https = HttpsServer.create(address, 0);
    https.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            var settings = getSSLContext().getDefaultSSLParameters();
            settings.setNeedClientAuth(true);
            parameters.setSSLParameters(settings);
          }
        });
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    https.setExecutor(threads);
    var server = new RepositoryServer(https, threads, shelf);
    https.createContext("/", server::handle);
    https.start();
    return server;
  }

  /** Serves something else from now on. */
  public void serves(Shelf other) {
    shelf.set(other);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** A path below its root, for clients on this machine. */
  public URI uri(String path) {
    return URI.create("https://127.0.0.1:" + address().getPort() + "/" + path);
  }

  private void handle(HttpExchange exchange) {
    var path = exchange.getRequestURI().getRawPath();
    try (exchange) {
      var caller = caller(exchange);
      if (caller.isEmpty()) {
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_FORBIDDEN, -1);
        return;
      }
      AnswerWriter.write(exchange, answer(exchange, caller.get(), path.substring(1)));
    } catch (IOException e) {
      // Whoever has enough breaks off; what is our own fault has to be found here.
      LOG.log(Level.FINE, e, () -> exchange.getRequestMethod() + " " + path);
    }
  }

  private Answer answer(HttpExchange exchange, Party caller, String path) throws IOException {
    return switch (exchange.getRequestMethod()) {
      case "GET" -> shelf.get().get(caller, path);
      case "PUT" -> {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_UPLOAD + 1);
        yield body.length > LARGEST_UPLOAD
            ? new Answer.Unfit("TOO_LARGE")
            : shelf.get().put(caller, path, Bytes.of(body));
      }
      default -> new Answer.Absent();
    };
  }

  private static Optional<Party> caller(HttpExchange exchange) throws SSLPeerUnverifiedException {
    return exchange instanceof HttpsExchange https
            && https.getSSLSession().getPeerCertificates()[0] instanceof X509Certificate shown
        ? Party.fromSubject(shown.getSubjectX500Principal())
        : Optional.empty();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
