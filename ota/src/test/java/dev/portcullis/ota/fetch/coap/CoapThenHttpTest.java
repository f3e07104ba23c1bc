package dev.portcullis.ota.fetch.coap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.fetch.HttpImageSource;
import dev.portcullis.ota.fetch.ImageSource;
import dev.portcullis.ota.fetch.RetryBudget;
import dev.portcullis.ota.fetch.ServerTrust;
import dev.portcullis.ota.fetch.TimeBudget;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.metadata.FileNaming;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.metadata.Hashes;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.store.TargetFolder;
import dev.portcullis.ota.testing.ImageServer;
import dev.portcullis.ota.testing.LoopbackServer;
import dev.portcullis.ota.testing.LossyPath;
import dev.portcullis.ota.testing.LossyPath.Weather;
import dev.portcullis.ota.update.ImageDownload;
import dev.portcullis.ota.update.UpdateRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One image from two real servers of different transports, of which one fails. */
@Timeout(60)
final class CoapThenHttpTest {

  private static final TestAuthority FLEET = new TestAuthority("fleet");
  private static final int CHUNK = 16 * 1024;
  private static final Bytes IMAGE = image();
  private static final TargetFile DESCRIBED =
      new TargetFile(
          IMAGE.size(),
          new Hashes(Map.of(HashAlgorithm.SHA_256, Digest.of(IMAGE).value()), Set.of()),
          new Members(Map.of()));
  private static final int MIDDLE = 60_000;
  private static final TimeBudget SHORT =
      new TimeBudget(Duration.ofMillis(1500), Duration.ofSeconds(30), 1000);
  private static final ImageServer.Manner PROPER = (_, _, proper) -> proper;
  private static final ImageServer.Manner FAILS_IN_THE_MIDDLE =
      (_, offset, proper) ->
          offset < MIDDLE ? proper : new Response(ResponseCode.SERVICE_UNAVAILABLE);

  @TempDir private Path folder;
  private final List<String> failed = new ArrayList<>();

  /** Where each request over HTTP began. */
  private final List<Long> begun = new CopyOnWriteArrayList<>();

  private final AtomicLong overHttp = new AtomicLong();
  private final LoopbackServer web =
      new LoopbackServer((path, fields, out) -> {
        long from = Long.parseLong(fields.getOrDefault("range", "bytes=0-").replaceAll("\\D", ""));
        begun.add(from);
        var rest = IMAGE.slice((int) from, IMAGE.size());
        overHttp.addAndGet(rest.size());
        var range = "bytes " + from + "-" + (IMAGE.size() - 1) + "/" + IMAGE.size();
        LoopbackServer.head(
            out,
            from == 0 ? "200 OK" : "206 Partial Content\r\nContent-Range: " + range,
            rest.size());
        out.write(rest.toArray());
      });

  private static Bytes image() {
    byte[] bytes = new byte[100_500];
    new Random(5).nextBytes(bytes);
    return Bytes.of(bytes);
  }

  @AfterEach
  void stop() {
    web.close();
  }

  private static ImageServer server(ImageServer.Manner manner) {
    return new ImageServer(
        FLEET, _ -> Optional.of(ImageServer.of(IMAGE)), CertificateType.RAW_PUBLIC_KEY, manner);
  }

  private static ImageSource coap(int port, Set<Digest> pins) {
    var unit = TestUnit.of(FLEET, ShownAs.CERTIFICATE, System::nanoTime);
    return new CoapImageSource(TestUnit.server(port, pins), unit, BlockWindow.STANDARD, SHORT);
  }

  private ImageSource http() {
    return new HttpImageSource(
        web.uri("/images/"), SHORT, new ServerTrust.Platform(), System::nanoTime);
  }

  private Outcome<Path, UpdateRefusal> fetch(ImageSource... sources) {
    var limits =
        new ImageDownload.Limits(
            SHORT,
            new RetryBudget(2, Duration.ofMillis(1), Duration.ofMillis(1)),
            System::nanoTime,
            Thread::sleep);
    return new ImageDownload(
            new TargetFolder(new DiskFileSystem(), folder),
            CHUNK,
            List.of(sources),
            limits,
            (place, why) -> failed.add(place + " " + why.getClass().getSimpleName()))
        .fetch(new TargetName("app"), DESCRIBED, FileNaming.PLAIN);
  }

  private void assertFetched(Outcome<Path, UpdateRefusal> outcome) throws IOException {
    assertEquals(IMAGE, Bytes.of(Files.readAllBytes(outcome.orFault())));
  }

  @Test
  void aServerThatFallsSilentLeavesTheRestToTheOther() throws IOException {
    try (var server = server(PROPER);
        var path = new LossyPath(server.port(), Weather.delayed(Duration.ofMillis(1)), 1)) {
      server.serve((_, offset, proper) -> {
        if (offset >= MIDDLE) {
          path.cut();
        }
        return proper;
      });
      assertFetched(fetch(coap(path.port(), server.pins()), http()));
      assertEquals(List.of("coaps://127.0.0.1:" + path.port() + "/images TooSlow"), failed);
    }
    assertEquals(1, begun.size());
    assertTrue(begun.getFirst() >= CHUNK, "something came over CoAP: " + begun);
    assertEquals(IMAGE.size() - begun.getFirst(), overHttp.get());
  }

  @Test
  void anotherTransportGoesOnTheNextDayBehindTheLastGoodChunk() throws IOException {
    try (var server = server(FAILS_IN_THE_MIDDLE)) {
      var source = coap(server.port(), server.pins());
      assertInstanceOf(Outcome.Refused.class, fetch(source));
      assertFetched(fetch(source, http()));
    }
    assertEquals(1, begun.size());
    long from = begun.getFirst();
    assertTrue(from >= CHUNK && from <= MIDDLE + 1024, begun.toString());
    assertEquals(IMAGE.size() - from, overHttp.get());
  }

  @Test
  void whatOneTransportStoredTheOtherDoesNotFetchAgain() throws IOException {
    try (var server = server(FAILS_IN_THE_MIDDLE)) {
      assertInstanceOf(Outcome.Refused.class, fetch(coap(server.port(), server.pins())));
    }
    var stored = Files.size(folder.resolve(".incoming"));
    assertFetched(fetch(http()));
    assertEquals(List.of(stored / CHUNK * CHUNK), begun);
    assertTrue(stored >= CHUNK, "something came over CoAP");
    assertEquals(IMAGE.size() - stored / CHUNK * CHUNK, overHttp.get());
  }

  @Test
  void anotherKeyThanThePinnedOneIsToldAndTheOtherTransportBringsAll() throws IOException {
    try (var server = server(PROPER)) {
      var other = Set.of(Digest.of(Bytes.utf8("another")));
      assertFetched(fetch(coap(server.port(), other), http()));
      assertEquals(List.of(), server.paths());
      assertEquals(
          List.of(
              "coaps://127.0.0.1:"
                  + server.port()
                  + "/images "
                  + FetchFailure.Misbehaved.class.getSimpleName()),
          failed);
    }
    assertEquals(IMAGE.size(), overHttp.get());
  }

  @Test
  void aFileThatCoapDoesNotHaveComesOverTheOther() throws IOException {
    ImageServer.Manner without = (_, _, _) -> new Response(ResponseCode.NOT_FOUND);
    try (var server = server(without)) {
      assertFetched(fetch(coap(server.port(), server.pins()), http()));
    }
    assertEquals(List.of(0L), begun);
  }

  @Test
  void whereCoapBringsItTheOtherIsNotAsked() throws IOException {
    try (var server = server(PROPER)) {
      assertFetched(fetch(coap(server.port(), server.pins()), http()));
    }
    assertEquals(List.of(), begun);
    assertEquals(List.of(), failed);
  }
}
