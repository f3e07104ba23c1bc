package dev.portcullis.ota.fetch;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * An image behind HTTP. The rest of it is asked for as one range, on condition that the file is
 * still the one that was begun (RFC 9110, section 13.1.5).
 */
final class HttpImage implements RemoteImage {

  private static final int PIECE = 16 * 1024;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  /** What was asked for, and what it may cost. */
  record Wanted(String path, long length, ByteBudget budget) {}

  private final HttpServer server;
  private final Wanted wanted;
  private final LongSupplier nanoTime;
  private Optional<EntityTag> pinned = Optional.empty();
  private boolean isBegun;

  HttpImage(HttpServer server, Wanted wanted, LongSupplier nanoTime) {
    this.server = server;
    this.wanted = wanted;
    this.nanoTime = nanoTime;
  }

  @Override
  public <E extends Exception> Outcome<Long, FetchFailure> fetch(long from, PieceSink<E> sink)
      throws E {
    if (from == wanted.length()) {
      return Outcome.passed(0L);
    }
    var pace = new Pace(server.budget(), nanoTime);
    try {
      var http = server.open(wanted.path());
      try {
        ask(http, from);
        var skipped = check(http, server.status(http), from);
        return switch (skipped) {
          case Outcome.Refused<Long, FetchFailure>(var failure) -> Outcome.refused(failure);
          case Outcome.Passed<Long, FetchFailure>(var skip) -> {
            try (var body = http.getInputStream()) {
              yield copy(body, skip, wanted.length() - from, pace, sink);
            }
          }
        };
      } finally {
        http.disconnect();
      }
    } catch (SocketTimeoutException _) {
      return Outcome.refused(new FetchFailure.TooSlow(server.budget().start()));
    } catch (IOException e) {
      return Outcome.refused(HttpServer.unreachable(e));
    }
  }

  private void ask(HttpURLConnection http, long from) {
    if (from > 0) {
      http.setRequestProperty("Range", "bytes=" + from + "-");
      pinned
          .filter(EntityTag::isStrong)
          .ifPresent(tag -> http.setRequestProperty("If-Range", tag.value()));
    }
  }

  /** Passes with how many bytes of the body are there already. */
  private Outcome<Long, FetchFailure> check(HttpURLConnection http, int status, long from) {
    return switch (status) {
      case HttpURLConnection.HTTP_OK -> plain(http).then(_ -> whole(http)).map(_ -> from);
      case HttpURLConnection.HTTP_PARTIAL -> plain(http).then(_ -> part(http, from)).map(_ -> 0L);
      case RANGE_NOT_SATISFIABLE -> changed("no byte " + from, wanted.length() + " bytes");
      default -> Outcome.refused(HttpServer.failure(status));
    };
  }

  /** Bytes as they are in the file, of the file that was begun. */
  private Outcome<HttpURLConnection, FetchFailure> plain(HttpURLConnection http) {
    if (!fields(http, "Content-Encoding").stream().allMatch("identity"::equalsIgnoreCase)) {
      return misbehaved("the server encodes what must come as it is");
    }
    var tags = fields(http, "ETag");
    var tag = tags.stream().findFirst().flatMap(EntityTag::parse);
    if (tags.size() > 1 || (tags.size() == 1 && tag.isEmpty())) {
      return misbehaved("the server's tag is none");
    }
    if (isBegun && !tag.equals(pinned)) {
      return changed(shown(tag), shown(pinned));
    }
    return Outcome.passed(http);
  }

  private Outcome<Long, FetchFailure> whole(HttpURLConnection http) {
    long length = http.getContentLengthLong();
    if (length > wanted.length()) {
      return Outcome.refused(new FetchFailure.TooLong(wanted.length()));
    }
    // Without a length the body's own end tells.
    if (length >= 0 && length < wanted.length()) {
      return changed(length + " bytes", wanted.length() + " bytes");
    }
    pin(http);
    return Outcome.passed(wanted.length());
  }

  private Outcome<Long, FetchFailure> part(HttpURLConnection http, long from) {
    var said = fields(http, "Content-Range");
    var range = said.stream().findFirst().flatMap(ContentRange::parse);
    if (from == 0 || said.size() != 1 || range.isEmpty()) {
      return misbehaved("the server does not say which part it sends");
    }
    if (range.get().complete() != wanted.length()) {
      return range.get().complete() > wanted.length()
          ? Outcome.refused(new FetchFailure.TooLong(wanted.length()))
          : changed(range.get().complete() + " bytes", wanted.length() + " bytes");
    }
    if (!range.get().isRestOf(wanted.length(), from)) {
      return misbehaved("the server sends another part than was asked for");
    }
    pin(http);
    return Outcome.passed(wanted.length());
  }

  private void pin(HttpURLConnection http) {
    pinned = fields(http, "ETag").stream().findFirst().flatMap(EntityTag::parse);
    isBegun = true;
  }

  private <E extends Exception> Outcome<Long, FetchFailure> copy(
      InputStream body, long skip, long rest, Pace pace, PieceSink<E> sink) throws IOException, E {
    byte[] piece = new byte[PIECE];
    long came = 0;
    int read = body.read(piece);
    while (read >= 0) {
      long before = came;
      came += read;
      if (came > skip + rest) {
        return Outcome.refused(new FetchFailure.TooLong(wanted.length()));
      }
      if (!wanted.budget().takes(read)) {
        return Outcome.refused(wanted.budget().failure());
      }
      var late = pace.verdict(came);
      if (late.isPresent()) {
        return Outcome.refused(late.get());
      }
      int there = Math.clamp(skip - before, 0, read);
      if (there < read) {
        sink.accept(Bytes.copyOf(piece, there, read));
      }
      read = body.read(piece);
    }
    return came == skip + rest
        ? Outcome.passed(rest)
        : Outcome.refused(new FetchFailure.Unreachable("the body ended after " + came + " bytes"));
  }

  /** Every value of a field, whatever the case of its name; the status line has no name. */
  private static List<String> fields(HttpURLConnection http, String name) {
    return http.getHeaderFields().entrySet().stream()
        .filter(each -> name.equalsIgnoreCase(each.getKey()))
        .flatMap(each -> each.getValue().stream())
        .toList();
  }

  private static String shown(Optional<EntityTag> tag) {
    return tag.map(EntityTag::value).orElse("no tag");
  }

  private static <T> Outcome<T, FetchFailure> changed(String seen, String expected) {
    return Outcome.refused(new FetchFailure.Changed(seen, expected));
  }

  private static <T> Outcome<T, FetchFailure> misbehaved(String why) {
    return Outcome.refused(new FetchFailure.Misbehaved(why));
  }

  @Override
  public void close() {
    // Each request had a connection of its own.
  }
}
