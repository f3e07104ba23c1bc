package dev.portcullis.ota.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.testing.LoopbackServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server may send, how much of it and for how long. */
final class HttpSourceTest {

  private static final TimeBudget SHORT =
      new TimeBudget(Duration.ofMillis(300), Duration.ofSeconds(5), 1000);

  private final AtomicLong nanos = new AtomicLong();

  private Outcome<Bytes, FetchFailure> fetch(LoopbackServer.Answer answer, String path, int limit) {
    try (var server = new LoopbackServer(answer)) {
      return new HttpSource(server.uri("/repository"), SHORT, nanos::get).fetch(path, limit);
    }
  }

  @Test
  void fetchesAFileUpToTheLimit() {
    LoopbackServer.Answer three =
        (_, out) -> {
          LoopbackServer.head(out, "200 OK", 3);
          out.write(new byte[] {1, 2, 3});
        };

    assertEquals(Outcome.passed(Bytes.of((byte) 1, (byte) 2, (byte) 3)), fetch(three, "a", 3));
    assertEquals(Outcome.refused(new FetchFailure.TooLong(2)), fetch(three, "a", 2));
  }

  @Test
  void asksForAnEncodedNameExactlyAsItIs() {
    var asked = new AtomicReference<>("");
    var outcome =
        fetch(
            (path, out) -> {
              asked.set(path);
              LoopbackServer.head(out, "404 Not Found", 0);
            },
            "1...%2Frole%3F.json",
            9);

    assertEquals(Outcome.refused(new FetchFailure.Absent()), outcome);
    assertEquals("/repository/1...%2Frole%3F.json", asked.get());
  }

  @ParameterizedTest
  @CsvSource({
    "404 Not Found, Absent[]",
    "403 Forbidden, Absent[]",
    "500 Internal Server Error, Unreachable[why=the server answered 500]",
    "302 Found, Unreachable[why=the server answered 302]",
    "206 Partial Content, Unreachable[why=the server answered 206]"
  })
  void tellsAMissingFileFromAServerThatFailsAndFollowsNoRedirection(String status, String said) {
    var outcome = fetch((_, out) -> LoopbackServer.head(out, status, 0), "a", 9);

    assertEquals(said, assertInstanceOf(Outcome.Refused.class, outcome).reason().toString());
  }

  @Test
  void cutsOffAnEndlessAnswer() {
    var outcome =
        fetch(
            (_, out) -> {
              LoopbackServer.head(out, "200 OK", Long.MAX_VALUE);
              while (true) {
                out.write(new byte[4096]);
              }
            },
            "endless",
            100_000);

    assertEquals(Outcome.refused(new FetchFailure.TooLong(100_000)), outcome);
  }

  @Test
  void cutsOffAnAnswerThatTrickles() {
    var outcome =
        fetch(
            (_, out) -> {
              LoopbackServer.head(out, "200 OK", 1000);
              while (true) {
                nanos.addAndGet(Duration.ofSeconds(1).toNanos());
                out.write(1);
                out.flush();
                Thread.sleep(5);
              }
            },
            "trickle",
            1000);

    assertEquals(Outcome.refused(new FetchFailure.TooSlow(Duration.ofSeconds(6))), outcome);
  }

  @Test
  void doesNotWaitForAServerThatSaysNothing() {
    var outcome = fetch((_, _) -> Thread.sleep(2000), "silent", 9);

    assertEquals(Outcome.refused(new FetchFailure.TooSlow(Duration.ofSeconds(5))), outcome);
  }

  @Test
  void cutsOffHeadersThatTrickle() {
    var brief = new TimeBudget(Duration.ofMillis(500), Duration.ofSeconds(1), 1000);
    try (var server =
        new LoopbackServer((_, out) -> {
          out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write("X: y\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Thread.sleep(50);
          }
        })) {
      var outcome =
          assertTimeoutPreemptively(
              Duration.ofSeconds(10),
              () -> new HttpSource(server.uri("/"), brief, nanos::get).fetch("a", 9));

      assertEquals(Outcome.refused(new FetchFailure.TooSlow(Duration.ofSeconds(1))), outcome);
    }
  }

  @Test
  void aTruncatedOrGarbledAnswerIsNoFile() {
    var truncated =
        fetch(
            (_, out) -> {
              LoopbackServer.head(out, "200 OK", 10);
              out.write(new byte[4]);
            },
            "a",
            10);
    var garbled = fetch((_, out) -> out.write(new byte[] {0, 1, 2, 3, 10, 13, 10}), "a", 10);

    for (var each : List.of(truncated, garbled)) {
      assertInstanceOf(
          FetchFailure.Unreachable.class, assertInstanceOf(Outcome.Refused.class, each).reason());
    }
  }

  @ParameterizedTest
  @CsvSource({"http://127.0.0.1:1/", "file:///etc", "nonsense", "ftp://127.0.0.1/"})
  void saysThatNobodyAnswers(String base) {
    var outcome = new HttpSource(URI.create(base), SHORT, nanos::get).fetch("passwd", 9999);

    assertInstanceOf(
        FetchFailure.Unreachable.class, assertInstanceOf(Outcome.Refused.class, outcome).reason());
  }
}
