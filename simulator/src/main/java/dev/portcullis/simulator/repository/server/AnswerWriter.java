package dev.portcullis.simulator.repository.server;

import com.sun.net.httpserver.HttpExchange;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** Writes answers as HTTP, files also from their middle on (RFC 9110, sections 13.1.5 and 14). */
final class AnswerWriter {

  private static final Pattern REST = Pattern.compile("bytes=([0-9]{1,18})-");
  private static final int PIECE = 64 * 1024;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int UNPROCESSABLE = 422;
  private static final int NO_BODY = -1;
  private static final int UNKNOWN_LENGTH = 0;

  private AnswerWriter() {}

  static void write(HttpExchange exchange, Answer answer) throws IOException {
    switch (answer) {
      case Answer.Content(var bytes) -> {
        tag(exchange, Digest.of(bytes).value().hex());
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, length(bytes.size()));
        exchange.getResponseBody().write(bytes.toArray());
      }
      case Answer.OfFile(var file, var tag) -> file(exchange, file, tag);
      case Answer.Absent() ->
          exchange.sendResponseHeaders(HttpURLConnection.HTTP_NOT_FOUND, NO_BODY);
      case Answer.Forbidden() ->
          exchange.sendResponseHeaders(HttpURLConnection.HTTP_FORBIDDEN, NO_BODY);
      case Answer.Unfit(var code) -> {
        var text = Bytes.utf8(code + "\n");
        exchange.sendResponseHeaders(UNPROCESSABLE, text.size());
        exchange.getResponseBody().write(text.toArray());
      }
      case Answer.Taken() ->
          exchange.sendResponseHeaders(HttpURLConnection.HTTP_NO_CONTENT, NO_BODY);
      case Answer.Endless(var piece) -> endless(exchange, piece);
      case Answer.Trickle(var bytes, var pause) -> trickle(exchange, bytes, pause);
    }
  }

  /** Only the rest of a file is asked for by range; any other range is answered by the whole. */
  private static void file(HttpExchange exchange, Path file, String tag) throws IOException {
    long size = Files.size(file);
    var headers = exchange.getRequestHeaders();
    var range = headers.getFirst("Range");
    var condition = headers.getFirst("If-Range");
    var rest = REST.matcher(range == null ? "" : range);
    boolean isPart = rest.matches() && (condition == null || condition.equals(quoted(tag)));
    long from = isPart ? Long.parseLong(rest.group(1)) : 0;
    tag(exchange, tag);
    exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
    if (isPart && from >= size) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + size);
      exchange.sendResponseHeaders(RANGE_NOT_SATISFIABLE, NO_BODY);
      return;
    }
    if (isPart) {
      var said = "bytes " + from + "-" + (size - 1) + "/" + size;
      exchange.getResponseHeaders().set("Content-Range", said);
    }
    exchange.sendResponseHeaders(
        isPart ? HttpURLConnection.HTTP_PARTIAL : HttpURLConnection.HTTP_OK, length(size - from));
    try (var in = Files.newInputStream(file)) {
      in.skipNBytes(from);
      in.transferTo(exchange.getResponseBody());
    }
  }

  private static void endless(HttpExchange exchange, Bytes piece) throws IOException {
    exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, UNKNOWN_LENGTH);
    byte[] block = new byte[PIECE];
    for (int i = 0; i < block.length; i++) {
      block[i] = piece.isEmpty() ? 0 : (byte) piece.at(i % piece.size());
    }
    while (!Thread.currentThread().isInterrupted()) {
      exchange.getResponseBody().write(block);
    }
  }

  private static void trickle(HttpExchange exchange, Bytes bytes, Duration pause)
      throws IOException {
    exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, UNKNOWN_LENGTH);
    for (byte each : bytes.toArray()) {
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (IOException) new InterruptedIOException().initCause(e);
      }
      exchange.getResponseBody().write(each);
      exchange.getResponseBody().flush();
    }
  }

  private static void tag(HttpExchange exchange, String tag) {
    exchange.getResponseHeaders().set("ETag", quoted(tag));
  }

  private static String quoted(String tag) {
    return '"' + tag + '"';
  }

  /** To this server a length of 0 means that none is known. */
  private static long length(long size) {
    return size == 0 ? NO_BODY : size;
  }
}
