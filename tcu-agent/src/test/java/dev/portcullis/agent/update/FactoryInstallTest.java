package dev.portcullis.agent.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import dev.portcullis.ota.install.InstallRefusal;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.slot.SlotName;
import dev.portcullis.ota.slot.UnitState;
import dev.portcullis.ota.testing.LoopbackServer;
import dev.portcullis.ota.testing.TestTls;
import dev.portcullis.ota.update.UpdateRefusal;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A unit's first version, from both repositories behind real servers. */
final class FactoryInstallTest {

  private final TestAuthority oem = new TestAuthority("OEM");
  private final UpdateBench bench = new UpdateBench();
  private Optional<LoopbackServer> server = Optional.empty();

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void serve() {
    server =
        Optional.of(
            new LoopbackServer(
                new TestTls(folder).server(oem),
                (path, _, out) -> {
                  var file = file(path);
                  LoopbackServer.head(
                      out,
                      file.isEmpty() ? "404 Not Found" : "200 OK",
                      file.map(Bytes::size).orElse(0));
                  out.write(file.orElse(Bytes.empty()).toArray());
                }));
  }

  private Optional<Bytes> file(String path) {
    return path.startsWith("/director/car-1/")
        ? bench.director.served(path.substring("/director/car-1/".length()))
        : bench.images.served(path.replaceFirst("^/images/", ""));
  }

  @AfterEach
  void stop() {
    server.ifPresent(LoopbackServer::close);
  }

  private Outcome<UnitState, UpdateTrouble> install(TestAuthority trusted) {
    var at = server.orElseThrow();
    var tls = new TestTls(folder);
    var vehicle = tls.identity("vehicle", oem);
    return new FactoryInstall(
            bench.settings(at.uri("/director"), at.uri("/images/")),
            bench.sources(tls.client(vehicle, trusted), vehicle.keyManager()))
        .install(bench.now());
  }

  private static InstallRefusal notInstalled(Outcome<UnitState, UpdateTrouble> refused) {
    return assertInstanceOf(
            UpdateTrouble.NotInstalled.class,
            assertInstanceOf(Outcome.Refused.class, refused).reason())
        .why();
  }

  @Test
  void installsAndConfirmsWhatTheDirectorDirectsAndDoesSoOnce() {
    bench.direct("factory", "12345");
    assertEquals(SlotName.A, install(oem).orFault().confirmed().name());
    assertEquals("12345", bench.confirmed());
    assertEquals("", bench.onTrial());
    bench.direct("other", "22345");
    assertEquals(new InstallRefusal.AlreadyProvisioned(), notInstalled(install(oem)));
    assertEquals("12345", bench.confirmed());
  }

  @Test
  void refusesAVersionThatIsNotWhole() {
    bench.direct("factory", "1234.");
    assertEquals(new InstallRefusal.PartMissing(PartKind.DETECTORS), notInstalled(install(oem)));
    assertInstanceOf(Outcome.Refused.class, bench.unit().state());
    bench.direct("whole", "12345");
    var _ = install(oem).orFault();
    assertEquals("12345", bench.confirmed());
  }

  @Test
  void refusesServersOfAnotherAuthority() {
    bench.direct("factory", "12345");
    var refused = assertInstanceOf(Outcome.Refused.class, install(new TestAuthority("other")));
    assertInstanceOf(
        UpdateRefusal.Unavailable.class,
        assertInstanceOf(UpdateTrouble.NotFetched.class, refused.reason()).why());
    assertInstanceOf(Outcome.Refused.class, bench.unit().state());
  }
}
