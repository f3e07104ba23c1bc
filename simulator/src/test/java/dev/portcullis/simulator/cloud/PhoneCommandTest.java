package dev.portcullis.simulator.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.simulator.authority.Estate;
import dev.portcullis.simulator.authority.Holder;
import dev.portcullis.simulator.phone.PhoneCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code sim phone} with the files that {@code sim cloud} writes. */
class PhoneCommandTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final InstantSource CLOCK = InstantSource.system();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void unlocksWithTheFilesTheCloudWrote(@TempDir Path folder) throws Exception {
    var estate = Estate.prepare(folder, CLOCK, RANDOM);
    var cloud = new Cloud(estate, CLOCK, RANDOM);
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var broker = cloud.startBroker(BrokerChoice.at(anyPort));
        var backEnd = cloud.startBackEnd(broker.address());
        var vehicle =
            new HandWrittenVehicle(
                estate.vehicle(),
                estate.signer(Holder.VEHICLE, Holder.RECEIPT),
                cloud.login(broker.address(), Holder.VEHICLE))) {
      var files =
          new Provisioning(estate, CLOCK, RANDOM)
              .write(
                  AgentWires.remote(broker.address(), folder.resolve("can0")),
                  Path.of(System.getProperty("project.root", ".."), "simulator", "car"));
      var beacon = vehicle.publishBeacon();
      assertTrue(
          backEnd
              .beacons()
              .await(estate.vehicle(), seen -> seen.slot() == beacon.slot(), PATIENCE)
              .isPresent());

      assertEquals(0, run("unlock", "--config", files.phone().toString()), err::toString);
      assertTrue(out.toString().contains("unlock: done"), out::toString);
      assertTrue(out.toString().contains("doors unlocked"), out::toString);

      assertEquals(0, run("unlock", "--json", "--config", files.phone().toString()));
      assertTrue(out.toString().startsWith("{\"schema\":1,\"command\":\"unlock\""), out::toString);
    }
    var phone = folder.resolve("phone").resolve("phone.toml").toString();
    assertEquals(2, run("unlock", "--config", phone));
    assertTrue(err.toString().contains("next: "), err::toString);
  }

  @Test
  void saysWhichFileIsMissing(@TempDir Path folder) {
    var missing = folder.resolve("phone.toml");
    assertEquals(2, run("unlock", "--config", missing.toString()));
    assertTrue(err.toString().contains(missing + ": (file) does not exist"), err::toString);
    assertTrue(err.toString().contains("next: "), err::toString);
  }

  @Test
  void knowsNoOtherCommand() {
    assertEquals(2, run("explode", "--config", "phone.toml"));
    assertTrue(err.toString().contains("explode is no command"), err::toString);
  }

  @Test
  void takesDegreesForTheClimateAlone() {
    assertEquals(2, run("unlock", "--degrees", "20", "--config", "phone.toml"));
    assertEquals(2, run("climate-on", "--degrees", "40", "--config", "phone.toml"));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new CommandLine(new PhoneCommand(CLOCK, RANDOM))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
