package dev.portcullis.simulator.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.keys.Identity;
import dev.portcullis.ota.fetch.ByteBudget;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.fetch.TimeBudget;
import dev.portcullis.ota.fetch.coap.BlockWindow;
import dev.portcullis.ota.fetch.coap.CoapImageSource;
import dev.portcullis.ota.fetch.coap.CoapServer;
import dev.portcullis.ota.fetch.coap.CoapUnit;
import dev.portcullis.ota.fetch.coap.ShownAs;
import dev.portcullis.simulator.repository.coap.BlockServer;
import dev.portcullis.simulator.repository.console.OtaCommands;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images over CoAP from the repositories' own server, fetched by what the agent fetches with. */
@Timeout(60)
final class ServedBlocksTest {

  private static final TimeBudget PATIENCE =
      new TimeBudget(Duration.ofSeconds(10), Duration.ofSeconds(30), 4096);
  private static final TimeBudget SHORT =
      new TimeBudget(Duration.ofSeconds(2), Duration.ofSeconds(5), 4096);
  private static final List<String> TARGETS = List.of("images", "targets");
  private static final String CONTENT = "0123456789".repeat(10_050);
  private static final Pattern TOLD =
      Pattern.compile(
          "coap-images = \"coaps://127\\.0\\.0\\.1:(\\d+)/images\"\\s+"
              + "coap-pins = \\[\"([0-9a-f]{64})\"\\]");

  @TempDir private Path folder;
  private TestFleet fleet;
  private BlockServer server;
  private String path = "";

  private final ByteArrayOutputStream came = new ByteArrayOutputStream();

  @BeforeEach
  void start() throws Exception {
    var home = Files.createDirectory(folder.resolve("cloud"));
    fleet = new TestFleet(home, KeyPlan.CLASSICAL);
    var _ = fleet.addVehicle("car-1");
    var target = fleet.target("app/agent-1.1.tar", CONTENT, "tcu", 2);
    path = "app/" + target.sha256().hex() + ".agent-1.1.tar";
    server = fleet.blocks();
  }

  @AfterEach
  void end() {
    server.close();
    fleet.close();
  }

  private Outcome<Long, FetchFailure> fetch(
      CoapServer from, Identity identity, ShownAs shownAs, String file, TimeBudget time) {
    var unit =
        new CoapUnit(
            identity.keyManager(),
            shownAs,
            Thread.ofPlatform().daemon().factory(),
            System::nanoTime);
    var source = new CoapImageSource(from, unit, BlockWindow.STANDARD, time);
    try (var image = source.open(file, CONTENT.length(), ByteBudget.forFile(CONTENT.length()))) {
      return image.fetch(0, piece -> came.writeBytes(piece.toArray()));
    }
  }

  private Outcome<Long, FetchFailure> fetch(List<String> below, String file) {
    return fetch(served(below), fleet.identity("car-1"), ShownAs.CERTIFICATE, file, PATIENCE);
  }

  private CoapServer served(List<String> below) {
    return new CoapServer("127.0.0.1", server.port(), below, Set.of(server.pin()));
  }

  private void assertNotServed(Identity identity, ShownAs shownAs) {
    assertInstanceOf(Outcome.Refused.class, fetch(served(TARGETS), identity, shownAs, path, SHORT));
    assertEquals(0, came.size());
  }

  @Test
  void anImageComesToAVehicleOfTheFleet() {
    assertEquals(Outcome.passed((long) CONTENT.length()), fetch(TARGETS, path));
    assertEquals(Bytes.utf8(CONTENT), Bytes.of(came.toByteArray()));
  }

  @Test
  void aVehicleOfAnotherFleetIsNotServed() throws Exception {
    var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    try (var other = new TestFleet(elsewhere, KeyPlan.CLASSICAL)) {
      var _ = other.addVehicle("car-1");
      assertNotServed(other.identity("car-1"), ShownAs.CERTIFICATE);
    }
  }

  @Test
  void aKeyWithoutACertificateIsNotServed() {
    assertNotServed(fleet.identity("car-1"), ShownAs.RAW_PUBLIC_KEY);
  }

  @Test
  void aCertificateIsJudgedByTheClockOfTheServer() {
    fleet.pass(Duration.ofDays(365 * 50));
    assertNotServed(fleet.identity("car-1"), ShownAs.CERTIFICATE);
  }

  @Test
  void nothingElseOfTheFolderIsServed() {
    var absent = Outcome.refused(new FetchFailure.Absent());
    for (String file :
        List.of(
            "../metadata/1.root.json",
            "%2e%2e/metadata/1.root.json",
            "..%2fmetadata%2f1.root.json",
            path.replace("/", "%2f"),
            "app%2f..%2f" + path,
            "app/./agent",
            "app",
            "app/",
            "",
            "/etc/passwd",
            path + "/",
            path + "%00",
            path.toUpperCase(java.util.Locale.ROOT))) {
      assertEquals(absent, fetch(TARGETS, file), file);
    }
    assertEquals(absent, fetch(List.of("images", "metadata"), "1.root.json"));
    assertEquals(absent, fetch(List.of("images"), "online-keys/x"));
    assertEquals(absent, fetch(List.of("director", "car-1", "metadata"), "1.root.json"));
    assertEquals(absent, fetch(List.of("images"), "targets"));
    assertEquals(0, came.size());
  }

  @Test
  void theCommandSaysWhatTheConfigurationHasToSay() throws Exception {
    var home = folder.resolve("cloud");
    var out = new StringWriter();
    var tree = OtaCommands.tree(InstantSource.system(), new SecureRandom());
    tree.setOut(new PrintWriter(out));
    // Where it is told of its interruption.
    tree.setErr(new PrintWriter(new StringWriter()));
    var serving =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              var _ =
                  tree.execute(
                      "serve",
                      "--folder",
                      home.toString(),
                      "--listen",
                      "127.0.0.1:0",
                      "--coap",
                      "127.0.0.1:0");
            });
    var told = TOLD.matcher("");
    while (!told.find()) {
      assertTrue(serving.isAlive(), out.toString());
      Thread.sleep(20);
      told = TOLD.matcher(out.toString());
    }
    var from =
        new CoapServer(
            "127.0.0.1",
            Integer.parseInt(told.group(1)),
            TARGETS,
            Set.of(new Digest(Bytes.fromHex(told.group(2)))));
    assertEquals(
        Outcome.passed((long) CONTENT.length()),
        fetch(from, fleet.identity("car-1"), ShownAs.CERTIFICATE, path, PATIENCE));
    serving.interrupt();
    serving.join();
  }

  @Test
  void aPlaceThatIsNoneIsRefusedByItsOption() {
    var err = new StringWriter();
    var tree = OtaCommands.tree(InstantSource.system(), new SecureRandom());
    tree.setErr(new PrintWriter(err));
    assertEquals(2, tree.execute("serve", "--folder", "x", "--coap", "5684"));
    assertTrue(err.toString().startsWith("--coap: HOST:PORT, not '5684'"), err.toString());
  }
}
