package dev.portcullis.ota.fetch;

import dev.portcullis.crypto.Bytes;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/** A folder behind HTTP or HTTPS, and how a request to it begins. */
final class HttpServer {

  private final String base;
  private final TimeBudget budget;
  private final ServerTrust trust;

  HttpServer(URI base, TimeBudget budget, ServerTrust trust) {
    this.base = base.toString().endsWith("/") ? base.toString() : base + "/";
    this.budget = budget;
    this.trust = trust;
  }

  String place() {
    return base;
  }

  TimeBudget budget() {
    return budget;
  }

  /**
   * A connection that follows no redirection; nothing is sent yet.
   *
   * @throws IOException if the address is of another scheme, or of none
   */
  HttpURLConnection open(String path) throws IOException {
    try {
      if (URI.create(base + path).toURL().openConnection() instanceof HttpURLConnection http) {
        http.setInstanceFollowRedirects(false);
        http.setConnectTimeout((int) budget.silence().toMillis());
        http.setReadTimeout((int) budget.silence().toMillis());
        trust.applyTo(http);
        return http;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(e);
    }
    throw new IOException("neither http nor https");
  }

  /** Sends the request, and returns the status once every header is there. */
  int status(HttpURLConnection http) throws IOException {
    return status(http, budget.start(), HttpURLConnection::getResponseCode);
  }

  /** The same of a request with this content, which is sent once and never again. */
  int status(HttpURLConnection http, Bytes content) throws IOException {
    http.setDoOutput(true);
    http.setFixedLengthStreamingMode(content.size());
    return status(
        http,
        budget.of(content.size()),
        connected -> {
          try (var out = connected.getOutputStream()) {
            out.write(content.toArray());
          }
          return connected.getResponseCode();
        });
  }

  /** What is asked of a connection under a deadline. */
  private interface Exchange {
    int status(HttpURLConnection http) throws IOException;
  }

  private static int status(HttpURLConnection http, Duration time, Exchange exchange)
      throws IOException {
    try (var deadline = new Deadline(time, http::disconnect)) {
      try {
        int status = exchange.status(http);
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

  /** What to say of a connection that failed. */
  static FetchFailure unreachable(IOException fault) {
    return new FetchFailure.Unreachable(
        Objects.requireNonNullElse(fault.getMessage(), "no connection"));
  }

  /** What to say of a status that brings no file. */
  static FetchFailure failure(int status) {
    return switch (status) {
      // Object stores answer the second for what is not there.
      case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_FORBIDDEN ->
          new FetchFailure.Absent();
      default -> new FetchFailure.Unreachable("the server answered " + status);
    };
  }
}
