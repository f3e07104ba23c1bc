package dev.portcullis.ota.fetch;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/** A folder behind HTTP or HTTPS. What it says is believed in nothing: it only carries bytes. */
public final class HttpSource implements FileSource {

  private static final int PIECE = 16 * 1024;

  private final String base;
  private final TimeBudget budget;
  private final LongSupplier nanoTime;

  /**
   * The folder at {@code base}.
   *
   * @param base of scheme http or https
   * @param nanoTime a clock that only runs forward
   */
  public HttpSource(URI base, TimeBudget budget, LongSupplier nanoTime) {
    this.base = base.toString().endsWith("/") ? base.toString() : base + "/";
    this.budget = budget;
    this.nanoTime = nanoTime;
  }

  @Override
  public <E extends Exception> Outcome<Long, FetchFailure> fetch(
      String path, long limit, PieceSink<E> sink) throws E {
    var allowed = budget.of(limit);
    long end = nanoTime.getAsLong() + allowed.toNanos();
    try {
      if (!(URI.create(base + path).toURL().openConnection() instanceof HttpURLConnection http)) {
        return unreachable("neither http nor https");
      }
      try {
        http.setInstanceFollowRedirects(false);
        http.setConnectTimeout((int) budget.silence().toMillis());
        http.setReadTimeout((int) budget.silence().toMillis());
        return answer(http, limit, end, allowed, sink);
      } finally {
        http.disconnect();
      }
    } catch (SocketTimeoutException _) {
      return Outcome.refused(new FetchFailure.TooSlow(allowed));
    } catch (IOException | IllegalArgumentException e) {
      return unreachable(Objects.requireNonNullElse(e.getMessage(), "no connection"));
    }
  }

  private <E extends Exception> Outcome<Long, FetchFailure> answer(
      HttpURLConnection http, long limit, long end, Duration allowed, PieceSink<E> sink)
      throws IOException, E {
    int status = status(http);
    return switch (status) {
      case HttpURLConnection.HTTP_OK -> {
        try (var body = http.getInputStream()) {
          yield copy(body, limit, end, allowed, sink);
        }
      }
      // Object stores answer so for what is not there.
      case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_FORBIDDEN ->
          Outcome.refused(new FetchFailure.Absent());
      default -> unreachable("the server answered " + status);
    };
  }

  private int status(HttpURLConnection http) throws IOException {
    try (var deadline = new Deadline(budget.start(), http::disconnect)) {
      try {
        int status = http.getResponseCode();
        // The connection keeps what it broke off with for whoever asks for the body.
        if (!deadline.isOver()) {
          return status;
        }
      } catch (IOException e) {
        if (!deadline.isOver()) {
          throw e;
        }
      }
      throw new SocketTimeoutException("the headers trickle");
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

  private static Outcome<Long, FetchFailure> unreachable(String why) {
    return Outcome.refused(new FetchFailure.Unreachable(why));
  }
}
