package dev.portcullis.ota.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import dev.portcullis.ota.testing.LoopbackServer;
import dev.portcullis.ota.testing.TestTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A manifest gets to the Director that this vehicle trusts, or it is said why not. */
@Timeout(60)
final class HttpDirectorTest {

  private static final TimeBudget SHORT =
      new TimeBudget(Duration.ofSeconds(2), Duration.ofSeconds(3), 1L << 30);
  private static final TestAuthority OURS = new TestAuthority("ours");
  private static final TestAuthority OTHERS = new TestAuthority("others");
  private static final Bytes MANIFEST = Bytes.utf8("{\"signed\":\"\u00e4\"}");

  @TempDir Path folder;

  private Outcome<Bytes, HandingFailure> hand(LoopbackServer.AnswerToRequest answer) {
    var tls = new TestTls(folder);
    try (var server = LoopbackServer.ofRequests(tls.server(OURS), answer)) {
      return hand(server.uri("/vehicles/7"), tls.vehicle(OURS, OURS));
    }
  }

  private static Outcome<Bytes, HandingFailure> hand(URI base, ServerTrust trust) {
    return new HttpDirector(base, SHORT, trust).hand(MANIFEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"200 OK", "201 Created", "204 No Content"})
  void theDirectorGetsTheManifestAsItWasSigned(String status) {
    var got = new ArrayList<String>();
    var content = new ArrayList<Bytes>();

    var outcome =
        hand((request, out) -> {
          got.add(request.method() + " " + request.path());
          got.add(request.fields().getOrDefault("content-type", ""));
          content.add(request.content());
          LoopbackServer.head(out, status, 0);
        });

    assertEquals(Outcome.passed(MANIFEST), outcome);
    assertEquals(List.of("PUT /vehicles/7/manifest", "application/json"), got);
    assertEquals(List.of(MANIFEST), content);
  }

  @ParameterizedTest
  @CsvSource({
    "409 Conflict, REPLAYED, NotTaken[code=REPLAYED]",
    "422 Unprocessable Content, 'MANIFEST_NOT_SIGNED\n', NotTaken[code=MANIFEST_NOT_SIGNED]",
    "400 Bad Request, <html>No!</html>, NotTaken[code=UNNAMED]",
    "400 Bad Request, '', NotTaken[code=UNNAMED]",
    "302 Found, '', NotHanded[why=Unreachable[why=the server answered 302]]",
    "403 Forbidden, '', NotHanded[why=Unreachable[why=the server answered 403]]",
    "503 Service Unavailable, BUSY, NotHanded[why=Unreachable[why=the server answered 503]]"
  })
  void tellsWhatWasNotTakenFromWhatDidNotGetThere(String status, String body, String said) {
    var outcome =
        hand((request, out) -> {
          var _ = request.content();
          LoopbackServer.head(out, status, body.length());
          out.write(body.getBytes(StandardCharsets.US_ASCII));
        });

    assertEquals(said, reason(outcome).toString());
  }

  @Test
  void anEndlessReasonIsNoReason() {
    var outcome =
        hand((request, out) -> {
          var _ = request.content();
          LoopbackServer.head(out, "400 Bad Request", Long.MAX_VALUE);
          while (true) {
            out.write("REPLAYED".repeat(100).getBytes(StandardCharsets.US_ASCII));
          }
        });

    assertEquals(new HandingFailure.NotTaken("UNNAMED"), reason(outcome));
  }

  @Test
  void doesNotWaitForADirectorThatSaysNothing() {
    assertInstanceOf(FetchFailure.TooSlow.class, notHanded(hand((_, _) -> Thread.sleep(20_000))));
  }

  @Test
  void doesNotWaitForADirectorWhoseHeadersTrickle() {
    var outcome =
        hand((request, out) -> {
          var _ = request.content();
          out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write("X: y\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Thread.sleep(50);
          }
        });

    assertInstanceOf(FetchFailure.TooSlow.class, notHanded(outcome));
  }

  /** More than the sockets hold: the write blocks, and no read's time limit ends it. */
  @Test
  void doesNotWaitForADirectorThatDoesNotRead() throws IOException {
    var tls = new TestTls(folder);
    try (var listening = tls.server(OURS).getServerSocketFactory().createServerSocket()) {
      listening.setReceiveBufferSize(2048);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Thread.ofVirtual()
          .start(() -> {
            try (var socket = (SSLSocket) listening.accept()) {
              socket.startHandshake();
              Thread.sleep(20_000);
            } catch (IOException | InterruptedException _) {
              // The client has gone.
              return;
            }
          });
      var base = URI.create("https://127.0.0.1:" + listening.getLocalPort() + "/");
      var director = new HttpDirector(base, SHORT, tls.vehicle(OURS, OURS));

      var endless = Bytes.of(new byte[16 * 1024 * 1024]);
      var outcome = assertTimeoutPreemptively(Duration.ofSeconds(15), () -> director.hand(endless));

      assertInstanceOf(HandingFailure.NotHanded.class, reason(outcome));
    }
  }

  @Test
  void handsNothingToWhoIsNotTheDirector() {
    var tls = new TestTls(folder);
    var got = new ArrayList<Bytes>();
    try (var server =
        LoopbackServer.ofRequests(tls.server(OTHERS), (request, _) -> got.add(request.content()))) {
      var outcome = hand(server.uri("/"), tls.vehicle(OTHERS, OURS));

      assertInstanceOf(FetchFailure.Unreachable.class, notHanded(outcome));
      assertEquals(List.of(), got);
    }
  }

  /** The same contexts serve metadata and images: they are a vehicle's own. */
  @Test
  void metadataAndImagesAreOnlyForAVehicleWithACertificate() {
    var tls = new TestTls(folder);
    try (var server =
        LoopbackServer.ofRequests(
            tls.server(OURS),
            (_, out) -> {
              LoopbackServer.head(out, "200 OK", 3);
              out.write(new byte[] {1, 2, 3});
            })) {
      var base = server.uri("/vehicles/7");
      var own = tls.vehicle(OURS, OURS);
      var foreign = tls.vehicle(OTHERS, OURS);

      assertInstanceOf(Outcome.Passed.class, metadata(base, own));
      assertInstanceOf(Outcome.Passed.class, image(base, own));
      assertInstanceOf(Outcome.Refused.class, metadata(base, foreign));
      assertInstanceOf(Outcome.Refused.class, image(base, foreign));
    }
  }

  private static Outcome<Bytes, FetchFailure> metadata(URI base, ServerTrust trust) {
    return new HttpSource(base, SHORT, trust, System::nanoTime).fetch("timestamp.json", 9);
  }

  private static Outcome<Long, FetchFailure> image(URI base, ServerTrust trust) {
    try (var image =
        new HttpImageSource(base, SHORT, trust, System::nanoTime)
            .open("agent.tar", 3, ByteBudget.forFile(3))) {
      return image.<RuntimeException>fetch(0, _ -> {});
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://127.0.0.1:1/", "file:///etc", "nonsense", "ftp://127.0.0.1/"})
  void saysThatNobodyAnswers(String base) {
    assertInstanceOf(
        FetchFailure.Unreachable.class,
        notHanded(hand(URI.create(base), new ServerTrust.Platform())));
  }

  private static HandingFailure reason(Outcome<Bytes, HandingFailure> outcome) {
    return switch (outcome) {
      case Outcome.Refused<Bytes, HandingFailure>(var why) -> why;
      case Outcome.Passed<Bytes, HandingFailure> _ -> throw new AssertionError("taken");
    };
  }

  private static FetchFailure notHanded(Outcome<Bytes, HandingFailure> outcome) {
    return switch (reason(outcome)) {
      case HandingFailure.NotHanded(var why) -> why;
      case HandingFailure.NotTaken(var code) -> throw new AssertionError(code);
    };
  }
}
