package dev.portcullis.ota.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import dev.portcullis.ota.testing.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a web server may answer to somebody who wants the rest of a file. */
@Timeout(60)
final class HttpImageSourceTest {

  private static final TimeBudget SHORT =
      new TimeBudget(Duration.ofMillis(500), Duration.ofSeconds(2), 1_000_000);
  private static final Bytes IMAGE = image();
  private static final char[] PASSWORD = "test".toCharArray();

  private final ByteArrayOutputStream came = new ByteArrayOutputStream();
  private final List<Map<String, String>> asked = new ArrayList<>();

  private static Bytes image() {
    byte[] bytes = new byte[50_000];
    new Random(9).nextBytes(bytes);
    return Bytes.of(bytes);
  }

  /** Writes an answer whose head is {@code head} and whose body is the image from there on. */
  private static void write(OutputStream out, String head, int from, int to) throws IOException {
    out.write(
        ("HTTP/1.1 " + head.replace("; ", "\r\n") + "\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.write(IMAGE.slice(from, to).toArray());
  }

  private static int from(Map<String, String> fields) {
    var range = fields.getOrDefault("range", "bytes=0-");
    return Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
  }

  /** As a server should answer. */
  private static void proper(Map<String, String> fields, OutputStream out, String tag)
      throws IOException {
    boolean isSame = fields.getOrDefault("if-range", tag).equals(tag);
    int from = isSame ? from(fields) : 0;
    var head =
        from == 0
            ? "200 OK; Content-Length: 50000; ETag: " + tag
            : "206 Partial Content; Content-Range: bytes "
                + from
                + "-49999/50000; ETag: "
                + tag
                + "; Content-Length: "
                + (50_000 - from);
    write(out, head, from, IMAGE.size());
  }

  private Outcome<Long, FetchFailure> fetch(LoopbackServer.AnswerToFields answer, long... froms) {
    try (var server = new LoopbackServer(answer)) {
      return fetch(server.uri("/images"), new ServerTrust.Platform(), froms);
    }
  }

  private Outcome<Long, FetchFailure> fetch(URI base, ServerTrust trust, long... froms) {
    var source = new HttpImageSource(base, SHORT, trust, System::nanoTime);
    Outcome<Long, FetchFailure> outcome = Outcome.passed(0L);
    try (var image = source.open("app", IMAGE.size(), ByteBudget.forFile(IMAGE.size()))) {
      for (long from : froms) {
        came.reset();
        outcome = image.fetch(from, piece -> came.writeBytes(piece.toArray()));
      }
    }
    return outcome;
  }

  private Bytes came() {
    return Bytes.of(came.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 16_384, 49_999, 50_000})
  void fetchesTheRestFromAnyByte(long from) {
    var outcome = fetch((_, fields, out) -> proper(fields, out, "\"a\""), from);

    assertEquals(Outcome.passed(50_000 - from), outcome);
    assertEquals(IMAGE.slice((int) from, IMAGE.size()), came());
  }

  @Test
  void asksForTheRestOnlyOfTheFileThatWasBegun() {
    LoopbackServer.AnswerToFields answer =
        (_, fields, out) -> {
          asked.add(Map.copyOf(fields));
          proper(fields, out, "\"a\"");
        };

    assertEquals(Outcome.passed(20_000L), fetch(answer, 0, 30_000));
    assertEquals("bytes=30000-", asked.getLast().get("range"));
    assertEquals("\"a\"", asked.getLast().get("if-range"));
  }

  @Test
  void aWeakTagIsNoConditionAndYetMustStay() {
    var calls = new AtomicInteger();
    LoopbackServer.AnswerToFields answer =
        (_, fields, out) -> {
          asked.add(Map.copyOf(fields));
          proper(fields, out, calls.incrementAndGet() < 3 ? "W/\"a\"" : "W/\"b\"");
        };

    assertEquals(
        Outcome.refused(new FetchFailure.Changed("W/\"b\"", "W/\"a\"")),
        fetch(answer, 0, 30_000, 40_000));
    assertEquals(null, asked.getLast().get("if-range"));
  }

  @Test
  void aServerThatChangedItsFileIsNotListenedTo() {
    var calls = new AtomicInteger();
    LoopbackServer.AnswerToFields answer =
        (_, fields, out) -> proper(fields, out, calls.incrementAndGet() == 1 ? "\"a\"" : "\"b\"");

    assertEquals(
        Outcome.refused(new FetchFailure.Changed("\"b\"", "\"a\"")), fetch(answer, 0, 30_000));
    assertEquals(Bytes.empty(), came());
  }

  @Test
  void aServerWithoutRangesSendsAllAndTheBeginningIsSkipped() {
    LoopbackServer.AnswerToFields answer =
        (_, _, out) -> write(out, "200 OK; Content-Length: 50000", 0, IMAGE.size());

    assertEquals(Outcome.passed(20_000L), fetch(answer, 30_000));
    assertEquals(IMAGE.slice(30_000, IMAGE.size()), came());
  }

  @Test
  void whatIsSentAgainAndAgainIsPaidOnce() {
    LoopbackServer.AnswerToFields answer =
        (_, _, out) -> write(out, "200 OK; Content-Length: 50000", 0, IMAGE.size());
    var froms = new long[30];
    Arrays.fill(froms, 49_000);

    assertEquals(
        Outcome.refused(new FetchFailure.TooLong(2 * 50_000 + 1024 * 1024)), fetch(answer, froms));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes 0-49999/50000 | Misbehaved",
        "bytes 29999-49999/50000 | Misbehaved",
        "bytes 30000-49998/50000 | Misbehaved",
        "bytes 30000-49999/50001 | TooLong",
        "bytes 30000-49998/49999 | Changed",
        "bytes 30000-49999/* | Misbehaved",
        "bytes */50000 | Misbehaved",
        "bytes 30000-50000/50000 | Misbehaved",
        "lines 30000-49999/50000 | Misbehaved",
        "bytes 30000-49999/50000, bytes 0-1/2 | Misbehaved",
        "bytes=30000-49999/50000 | Misbehaved"
      })
  void anotherRangeThanWasAskedForIsRefused(String range, String said) {
    var outcome =
        fetch(
            (_, _, out) ->
                write(out, "206 Partial Content; Content-Range: " + range, 30_000, IMAGE.size()),
            30_000);

    var reason = assertInstanceOf(Outcome.Refused.class, outcome).reason();
    assertEquals(said, reason.getClass().getSimpleName());
    assertEquals(Bytes.empty(), came());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "206 Partial Content; Content-Length: 20000 | Misbehaved",
        "206 Partial Content; Content-Range: bytes 30000-49999/50000; Content-Range: bytes 30000-49999/50000"
            + " | Misbehaved",
        "206 Partial Content; Content-Type: multipart/byteranges; boundary=x | Misbehaved",
        "206 Partial Content; Content-Range: bytes 30000-49999/50000; Content-Encoding: gzip"
            + " | Misbehaved",
        "206 Partial Content; Content-Range: bytes 30000-49999/50000; ETag: a | Misbehaved",
        "206 Partial Content; Content-Range: bytes 30000-49999/50000; ETag: \"a\"; ETag: \"b\""
            + " | Misbehaved",
        "200 OK; Content-Length: 50001 | TooLong",
        "200 OK; Content-Length: 49999 | Changed",
        "416 Range Not Satisfiable | Changed",
        "404 Not Found | Absent",
        "403 Forbidden | Absent",
        "302 Found; Location: http://127.0.0.1:1/ | Unreachable",
        "304 Not Modified | Unreachable",
        "500 Internal Server Error | Unreachable"
      })
  void anythingElseIsNamed(String head, String said) {
    var outcome = fetch((_, _, out) -> write(out, head, 30_000, IMAGE.size()), 30_000);

    var reason = assertInstanceOf(Outcome.Refused.class, outcome).reason();
    assertEquals(said, reason.getClass().getSimpleName(), reason.toString());
    assertEquals(Bytes.empty(), came());
  }

  @Test
  void aBodyThatEndsTooEarlyOrIsResetKeepsWhatCame() {
    var truncated = fetch((_, _, out) -> write(out, "200 OK; Content-Length: 50000", 0, 20_000), 0);
    assertInstanceOf(
        FetchFailure.Unreachable.class,
        assertInstanceOf(Outcome.Refused.class, truncated).reason());
    assertEquals(IMAGE.slice(0, came.size()), came());

    var withoutLength = fetch((_, _, out) -> write(out, "200 OK", 0, 20_000), 0);
    assertEquals(
        Outcome.refused(new FetchFailure.Unreachable("the body ended after 20000 bytes")),
        withoutLength);
    assertEquals(IMAGE.slice(0, 20_000), came());
  }

  @Test
  void aBodyWithoutEndIsCutOff() {
    var outcome =
        fetch(
            (_, _, out) -> {
              write(out, "200 OK", 0, IMAGE.size());
              while (true) {
                out.write(new byte[4096]);
              }
            },
            0);

    assertEquals(Outcome.refused(new FetchFailure.TooLong(50_000)), outcome);
  }

  @Test
  void aTrickleIsCutOffLongBeforeTheWholeIsDue() {
    var outcome =
        fetch(
            (_, _, out) -> {
              write(out, "200 OK; Content-Length: 50000", 0, 1);
              while (true) {
                out.write(1);
                out.flush();
                Thread.sleep(100);
              }
            },
            0);

    assertEquals(Outcome.refused(new FetchFailure.TooSlow(SHORT.start())), outcome);
  }

  @Test
  void silenceIsCutOff() {
    var outcome = fetch((_, _, _) -> Thread.sleep(5000), 0);

    assertEquals(Outcome.refused(new FetchFailure.TooSlow(SHORT.start())), outcome);
  }

  @Test
  void onlyAServerWithATrustedCertificateIsListenedTo() throws Exception {
    var ours = new TestAuthority("ours");
    try (var server =
        new LoopbackServer(context(ours), (_, fields, out) -> proper(fields, out, "\"a\""))) {
      var trusted = new ServerTrust.Given(context(ours));
      assertEquals(Outcome.passed(50_000L), fetch(server.uri("/images"), trusted, 0));
      assertEquals(IMAGE, came());
      for (var trust :
          List.of(
              new ServerTrust.Platform(),
              new ServerTrust.Given(context(new TestAuthority("others"))))) {
        assertInstanceOf(
            FetchFailure.Unreachable.class,
            assertInstanceOf(Outcome.Refused.class, fetch(server.uri("/images"), trust, 0))
                .reason());
        assertEquals(Bytes.empty(), came());
      }
    }
  }

  @Test
  void nobodyThereIsUnreachable() {
    var outcome = fetch(URI.create("http://127.0.0.1:1/"), new ServerTrust.Platform(), 0);

    assertInstanceOf(
        FetchFailure.Unreachable.class, assertInstanceOf(Outcome.Refused.class, outcome).reason());
  }

  private static SSLContext context(TestAuthority authority)
      throws GeneralSecurityException, IOException {
    var keys = TestAuthority.newKeyPair();
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setCertificateEntry("authority", authority.certificate());
    store.setKeyEntry(
        "server",
        keys.getPrivate(),
        PASSWORD,
        new Certificate[] {authority.issue("server", keys.getPublic())});
    var own = KeyManagerFactory.getInstance("SunX509");
    own.init(store, PASSWORD);
    var trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(store);
    var context = SSLContext.getInstance("TLSv1.3");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
