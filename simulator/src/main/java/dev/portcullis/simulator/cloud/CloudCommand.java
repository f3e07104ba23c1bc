package dev.portcullis.simulator.cloud;

import dev.portcullis.simulator.authority.Estate;
import dev.portcullis.simulator.broker.Administrator;
import dev.portcullis.simulator.broker.Broker;
import dev.portcullis.simulator.broker.BrokerStorage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./portcullis sim cloud}: broker and back-end, alone, until they are told to end. */
@Command(
    name = "cloud",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs an MQTT 5 broker, a command service, a Verifier and a time service on this machine.",
      "The first run makes a certificate authority, all keys, a signed policy and an owner's grant"
          + " in the folder, and writes the configuration of agent and phone. Ends on SIGINT or"
          + " SIGTERM."
    },
    footer = {"", "Example:", "  ./portcullis sim cloud --folder cloud"})
public final class CloudCommand implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int UNUSABLE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long PATIENCE_AT_END_SECONDS = 5;

  private final InstantSource clock;
  private final SecureRandom random;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      required = true,
      description = "Where keys, policy and the broker's messages are kept.")
  private Path folder = Path.of("cloud");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8883",
      description = "The broker's port on the loopback address (default: ${DEFAULT-VALUE}).")
  private int port = 8883;

  @Option(
      names = "--can-device",
      paramLabel = "DEVICE",
      description = "The CAN adapter's device for the agent's file (default: FOLDER/can0).")
  private String canDevice = "";

  @Option(
      names = "--local-port",
      paramLabel = "PORT",
      defaultValue = "5684",
      description =
          "For the agent's file: the port on the loopback address where phones near the car reach"
              + " it (default: ${DEFAULT-VALUE}).")
  private int localPort = 5684;

  @Option(
      names = "--car",
      paramLabel = "FOLDER",
      defaultValue = "${sys:portcullis.home:-.}/simulator/car",
      description = "Where the car's demo.dbc and commands.toml are (default: simulator/car).")
  private Path car = Path.of("simulator", "car");

  @Spec private CommandSpec spec = CommandSpec.create();

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** A command with this clock and randomness; picocli sets the rest. */
  public CloudCommand(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Integer call() throws InterruptedException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    Runtime.getRuntime().addShutdownHook(new Thread(this::endFromSignal, "cloud-end"));
    try {
      var estate = Estate.prepare(folder.toAbsolutePath().normalize(), clock, random);
      var cloud = new Cloud(estate, clock, random);
      var choice =
          new BrokerChoice(
              address,
              new BrokerStorage.InFolder(estate.folder().resolve("broker").resolve("messages")),
              new Administrator.None());
      try (var broker = cloud.startBroker(choice);
          var backEnd = cloud.startBackEnd(broker.address())) {
        return run(estate, broker, backEnd);
      }
    } catch (IOException | GeneralSecurityException e) {
      var err = spec.commandLine().getErr();
      err.println("cannot start: " + e.getMessage());
      err.println(
          "next: see whether port "
              + port
              + " is free (--port) and "
              + folder
              + " is ours and whole; an empty folder is filled anew");
      return UNUSABLE;
    } finally {
      ended.countDown();
    }
  }

  private int run(Estate estate, Broker broker, BackEnd backEnd)
      throws IOException, GeneralSecurityException, InterruptedException {
    var device = canDevice.isEmpty() ? estate.folder().resolve("can0") : Path.of(canDevice);
    var files = new Provisioning(estate, clock, random).write(wires(broker, device), car);
    var out = spec.commandLine().getOut();
    if (!backEnd.connectedWithin(PATIENCE)) {
      spec.commandLine().getErr().println("the back-end cannot enter its own broker");
      return UNUSABLE;
    }
    out.println(" ✓ authority   " + estate.authority().rootCertificate());
    out.println(" ✓ broker      mqtts://localhost:" + broker.address().getPort());
    out.println(" ✓ back-end    command service, Verifier, time service");
    out.println(" ✓ vehicle     " + estate.vehicle().hex());
    out.println();
    out.println(" next  ./portcullis sim vehicle --link " + device);
    out.println(
        "       ./portcullis can bridge provision --config "
            + files.bridge()
            + " --from "
            + files.policy().resolveSibling("secoc"));
    out.println("       ./portcullis can bridge run --config " + files.bridge());
    out.println(
        "       ./portcullis agent provision --config "
            + files.agent()
            + " --from "
            + files.policy().getParent());
    out.println("       ./portcullis agent run --config " + files.agent());
    out.println("       ./portcullis sim phone unlock --config " + files.phone());
    out.flush();
    asked.await();
    return DONE;
  }

  private AgentWires wires(Broker broker, Path device) {
    var local = new InetSocketAddress(InetAddress.getLoopbackAddress(), localPort);
    return new AgentWires(
        broker.address(),
        device,
        AgentWires.Bridge.OF_ITS_OWN,
        Provisioning.hasBaseline(car) ? AgentWires.Watch.BY_THE_BASELINE : AgentWires.Watch.NONE,
        Optional.of(local));
  }

  private void endFromSignal() {
    asked.countDown();
    try {
      var _ = ended.await(PATIENCE_AT_END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
