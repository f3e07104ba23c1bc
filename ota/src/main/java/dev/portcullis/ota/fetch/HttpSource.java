package dev.portcullis.ota.fetch;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A folder behind HTTP or HTTPS. What it says is believed in nothing: it only carries bytes. */
public final class HttpSource implements FileSource {

  private static final int PIECE = 16 * 1024;

  private final HttpServer server;
  private final TimeBudget budget;
  private final LongSupplier nanoTime;

  /**
   * The folder at {@code base}, of whoever the platform trusts.
   *
   * @param base of scheme http or https
   * @param nanoTime a clock that only runs forward
   */
  public HttpSource(URI base, TimeBudget budget, LongSupplier nanoTime) {
    this(base, budget, new ServerTrust.Platform(), nanoTime);
  }

  /** The same, of whoever {@code trust} says. */
  public HttpSource(URI base, TimeBudget budget, ServerTrust trust, LongSupplier nanoTime) {
    this.server = new HttpServer(base, budget, trust);
    this.budget = budget;
    this.nanoTime = nanoTime;
  }

  @Override
  public <E extends Exception> Outcome<Long, FetchFailure> fetch(
      String path, long limit, PieceSink<E> sink) throws E {
    var allowed = budget.of(limit);
    long end = nanoTime.getAsLong() + allowed.toNanos();
    try {
      var http = server.open(path);
      try {
        return answer(http, limit, end, allowed, sink);
      } finally {
        http.disconnect();
      }
    } catch (SocketTimeoutException _) {
      return Outcome.refused(new FetchFailure.TooSlow(allowed));
    } catch (IOException e) {
      return Outcome.refused(HttpServer.unreachable(e));
    }
  }

  private <E extends Exception> Outcome<Long, FetchFailure> answer(
      HttpURLConnection http, long limit, long end, Duration allowed, PieceSink<E> sink)
      throws IOException, E {
    int status = server.status(http);
    if (status != HttpURLConnection.HTTP_OK) {
      return Outcome.refused(HttpServer.failure(status));
    }
    try (var body = http.getInputStream()) {
      return copy(body, limit, end, allowed, sink);
    }
  }

  private <E extends Exception> Outcome<Long, FetchFailure> copy(
      InputStream body, long limit, long end, Duration allowed, PieceSink<E> sink)
      throws IOException, E {
    byte[] piece = new byte[PIECE];
    long size = 0;
    int read = body.read(piece);
    while (read >= 0) {
      size += read;
      if (size > limit) {
        return Outcome.refused(new FetchFailure.TooLong(limit));
      }
      if (end - nanoTime.getAsLong() < 0) {
        return Outcome.refused(new FetchFailure.TooSlow(allowed));
      }
      sink.accept(Bytes.copyOf(piece, 0, read));
      read = body.read(piece);
    }
    return Outcome.passed(size);
  }
}
