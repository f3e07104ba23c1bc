package dev.portcullis.agent.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.keys.Identity;
import dev.portcullis.crypto.keys.KeyStoreSource.Pkcs11;
import dev.portcullis.crypto.keys.Keys;
import dev.portcullis.crypto.keys.Provisioning;
import dev.portcullis.crypto.keys.Validity;
import dev.portcullis.crypto.testing.SoftHsm;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import dev.portcullis.ota.fetch.coap.CoapServer;
import dev.portcullis.ota.store.Staging;
import dev.portcullis.ota.testing.ImageServer;
import dev.portcullis.ota.testing.LoopbackServer;
import dev.portcullis.ota.testing.LossyPath;
import dev.portcullis.ota.testing.LossyPath.Weather;
import dev.portcullis.ota.testing.TestArchive;
import dev.portcullis.ota.testing.TestTls;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Updates whose images come over CoAP, from real servers: metadata stays on HTTPS. */
@Timeout(120)
final class CoapUpdateTest {

  private static final String IMAGE = "application-2.tar";
  private static final Bytes LARGE = large();
  private static final int MIDDLE = 400 * 1024;
  private static final ImageServer.Manner PROPER = (_, _, proper) -> proper;

  @TempDir private Path folder = Path.of("");

  private final TestAuthority oem = new TestAuthority("OEM");
  private final UpdateBench bench = new UpdateBench();
  private final ImageServer coap =
      new ImageServer(
          oem,
          path -> bench.images.served(path.replaceFirst("^fleet/images/", "")).map(ImageServer::of),
          CertificateType.RAW_PUBLIC_KEY,
          PROPER);

  /** Where each request for an image over HTTPS began. */
  private final List<Long> overHttps = new CopyOnWriteArrayList<>();

  private Optional<LoopbackServer> https = Optional.empty();

  private static Bytes large() {
    var jar = new StringBuilder();
    new Random(7).ints(600 * 1024, 'a', 'z' + 1).forEach(jar::appendCodePoint);
    return new TestArchive()
        .file("start.options", "-version")
        .file("state-formats", "1 1\n")
        .folder("lib")
        .file("lib/agent.jar", jar.toString())
        .bytes();
  }

  @BeforeEach
  void serve() {
    https = Optional.of(new LoopbackServer(new TestTls(folder).server(oem), this::answer));
  }

  private void answer(String path, Map<String, String> fields, OutputStream out)
      throws IOException {
    var found = file(path);
    if (found.isEmpty()) {
      LoopbackServer.head(out, "404 Not Found", 0);
      return;
    }
    long from = 0;
    if (path.startsWith("/images/targets/")) {
      from = Long.parseLong(fields.getOrDefault("range", "bytes=0-").replaceAll("\\D", ""));
      overHttps.add(from);
    }
    var file = found.get();
    var rest = file.slice((int) from, file.size());
    var range = "bytes " + from + "-" + (file.size() - 1) + "/" + file.size();
    LoopbackServer.head(
        out, from == 0 ? "200 OK" : "206 Partial Content\r\nContent-Range: " + range, rest.size());
    out.write(rest.toArray());
  }

  private Optional<Bytes> file(String path) {
    return path.startsWith("/director/car-1/")
        ? bench.director.served(path.substring("/director/car-1/".length()))
        : bench.images.served(path.replaceFirst("^/images/", ""));
  }

  @AfterEach
  void stop() {
    https.ifPresent(LoopbackServer::close);
    coap.close();
  }

  private UpdateSettings settings(int port, Set<Digest> pins) {
    var server = new CoapServer("127.0.0.1", port, List.of("fleet", "images"), pins);
    var web = https.orElseThrow();
    return bench.settings(web.uri("/director"), web.uri("/images"), Optional.of(server));
  }

  private UpdateParts.Sources sources(Identity vehicle) {
    return bench.sources(new TestTls(folder).client(vehicle, oem), vehicle.keyManager());
  }

  private Identity vehicle() {
    return new TestTls(folder).identity("vehicle", oem);
  }

  private void updates(Identity vehicle, UpdateSettings settings) {
    var car = new UpdateParts.InTheCar(Optional::empty, _ -> Optional.empty(), new ShownHealth());
    var parts = UpdateParts.of(bench.unit(), settings, sources(vehicle), car).orFault();
    assertInstanceOf(UpdateCycle.Turn.Activated.class, parts.cycle().turn(bench.now()).orFault());
    assertEquals("21111", bench.onTrial());
  }

  private void directLarge() {
    var _ = bench.provisioned();
    bench.direct("winter", "11111");
    bench.describeAs(IMAGE, LARGE, 2);
  }

  @Test
  void anImageComesOverCoapAndHttpsIsNotAskedForIt() {
    directLarge();
    updates(vehicle(), settings(coap.port(), coap.pins()));
    assertEquals(List.of(), overHttps);
    assertEquals(1, coap.paths().size());
    var path = coap.paths().getFirst();
    assertTrue(path.startsWith("fleet/images/targets/") && path.endsWith("." + IMAGE), path);
    assertEquals(List.of(), bench.told);
  }

  @Test
  void aServerThatGoesAwayInTheMiddleLeavesTheRestToHttps() {
    directLarge();
    bench.speed = 4;
    try (var way = new LossyPath(coap.port(), Weather.delayed(Duration.ZERO), 1)) {
      coap.serve((_, offset, proper) -> {
        if (offset >= MIDDLE) {
          way.cut();
        }
        return proper;
      });
      updates(vehicle(), settings(way.port(), coap.pins()));
      assertEquals(
          List.of(
              "a source of images failed: coaps://127.0.0.1:"
                  + way.port()
                  + "/fleet/images/targets: no answer within 20 s"),
          bench.told);
    }
    assertEquals(1, overHttps.size(), overHttps.toString());
    assertTrue(overHttps.getFirst() >= Staging.CHUNK, "fetched again: " + overHttps);
  }

  @Test
  void aServerWithAnotherKeyIsToldAndHttpsBringsAll() {
    directLarge();
    updates(vehicle(), settings(coap.port(), Set.of(Digest.of(Bytes.utf8("another")))));
    assertEquals(List.of(), coap.paths());
    assertEquals(List.of(0L), overHttps);
    assertEquals(
        List.of(
            "a source of images failed: coaps://127.0.0.1:"
                + coap.port()
                + "/fleet/images/targets: the server's key is not the pinned one"),
        bench.told);
  }

  @Test
  void aUnitGetsItsFirstVersionTheSameWay() {
    bench.direct("factory", "12345");
    var settings = settings(coap.port(), coap.pins());
    var installed = new FactoryInstall(settings, sources(vehicle())).install(bench.now());
    assertInstanceOf(Outcome.Passed.class, installed);
    assertEquals("12345", bench.confirmed());
    assertEquals(5, coap.paths().size());
    assertEquals(List.of(), overHttps);
  }

  @Test
  void aKeyThatNeverLeavesItsTokenFetchesToo() throws Exception {
    directLarge();
    var library = SoftHsm.initialise();
    var pin = SecretBytes.takeOver(SoftHsm.PIN.getBytes(StandardCharsets.US_ASCII));
    try (var keys = Keys.open(new Pkcs11(library, "coapupdate", 0, pin)).orFault()) {
      var provisioning = new Provisioning(keys, new SecureRandom());
      var validity = new Validity(TestAuthority.BEGIN, TestAuthority.END);
      var _ = provisioning.createKey("fetches", validity).orFault();
      var own = keys.identity("fetches").orFault().certificate().getPublicKey();
      var vehicle = provisioning.install("fetches", List.of(oem.issue("vehicle", own))).orFault();
      updates(vehicle, settings(coap.port(), coap.pins()));
    }
    assertEquals(List.of(), overHttps);
    assertEquals(List.of(), bench.told);
  }
}
