package dev.portcullis.simulator.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.BootId;
import dev.portcullis.simulator.authority.Estate;
import dev.portcullis.simulator.authority.Holder;
import dev.portcullis.simulator.cloud.AgentWires;
import dev.portcullis.simulator.cloud.BackEnd;
import dev.portcullis.simulator.cloud.Cloud;
import dev.portcullis.simulator.cloud.ProvisionFiles;
import dev.portcullis.simulator.cloud.Provisioning;
import dev.portcullis.simulator.phone.CounterFile;
import dev.portcullis.simulator.phone.Exchange;
import dev.portcullis.simulator.phone.Phone;
import dev.portcullis.simulator.phone.PhoneKey;
import dev.portcullis.simulator.phone.PhoneLink;
import dev.portcullis.simulator.phone.PhoneTopics;
import dev.portcullis.simulator.vehicle.CarSecrets;
import dev.portcullis.simulator.vehicle.SimulatedVehicle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The whole path on this machine: a car on its bus, a broker, a back-end, an owner's phone, and the
 * agent as a process of its own, with a {@link Network} between agent and broker.
 */
final class Rig implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final InstantSource CLOCK = InstantSource.system();

  private final SecureRandom random = new SecureRandom();
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Path folder;
  private final Estate estate;
  private final Cloud cloud;
  private final TestBroker broker;
  private final BackEnd backEnd;
  private final Network network;
  private final SimulatedVehicle vehicle;
  private final ProvisionFiles files;
  private final List<AgentProcess> agents = new ArrayList<>();

  private Rig(Path folder, TestBroker.Choice choice, AgentWires.Bridge bridge) throws Exception {
    this.folder = folder;
    this.estate = Estate.prepare(folder.resolve("estate"), CLOCK, random);
    this.cloud = new Cloud(estate, CLOCK, random);
    try {
      this.broker = owned(choice.start(estate, cloud));
      this.backEnd = owned(cloud.startBackEnd(broker.address()));
      this.network = owned(Network.to(broker.address()));
      this.vehicle =
          owned(
              SimulatedVehicle.start(
                  Programs.CAR,
                  new CarSecrets(estate.busKeys(), CLOCK),
                  folder.resolve("can0"),
                  System::nanoTime));
      this.files =
          new Provisioning(estate, CLOCK, random)
              .write(
                  AgentWires.remote(network.address(), vehicle.devicePath(), bridge), Programs.CAR);
      assertTrue(backEnd.connectedWithin(PATIENCE), "the back-end is not connected");
      provision();
    } catch (Exception | Error e) {
      close();
      throw e;
    }
  }

  /** Starts everything but the agent, which is provisioned. */
  static Rig start(Path folder, TestBroker.Choice choice) throws Exception {
    return new Rig(folder, choice, AgentWires.Bridge.IN_THE_AGENT);
  }

  /** The same, for an agent whose can-bridge is a process of its own, which is not started yet. */
  static Rig startForTwoProcesses(Path folder, TestBroker.Choice choice) throws Exception {
    var rig = new Rig(folder, choice, AgentWires.Bridge.OF_ITS_OWN);
    var keys = folderOf(rig.files.policy()).resolve("secoc").toString();
    var provisioned =
        rig.runCanBridge("provision", "--config", rig.files.bridge().toString(), "--from", keys);
    assertEquals(0, provisioned.exitCode(), provisioned.errors());
    return rig;
  }

  /** Starts can-bridge as a process of its own, and waits until it listens. */
  CanBridgeProcess startCanBridge() throws IOException, InterruptedException {
    var log = Files.createTempFile(folder, "can-bridge", ".log");
    return owned(CanBridgeProcess.run(files.bridge(), log));
  }

  private <T extends AutoCloseable> T owned(T part) {
    parts.push(part);
    return part;
  }

  private void provision() throws IOException, InterruptedException {
    var result =
        run(
            "provision",
            "--config",
            files.agent().toString(),
            "--from",
            folderOf(files.policy()).toString());
    assertEquals(0, result.exitCode(), result.errors());
  }

  private static Path folderOf(Path file) {
    return Objects.requireNonNull(file.getParent());
  }

  /** What a short run of a program left. */
  record Result(int exitCode, String output, String errors) {}

  /** Runs the agent's program with these arguments until it ends. */
  Result run(String... arguments) throws IOException, InterruptedException {
    return run(Programs.agent(arguments));
  }

  /** Runs can-bridge's program with these arguments until it ends. */
  Result runCanBridge(String... arguments) throws IOException, InterruptedException {
    return run(Programs.canBridge(arguments));
  }

  private Result run(List<String> line) throws IOException, InterruptedException {
    var output = Files.createTempFile(folder, "run", ".out");
    var errors = Files.createTempFile(folder, "run", ".err");
    var process =
        new ProcessBuilder(line)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
  }

  /** Starts the agent. It may not be ready yet. */
  AgentProcess startAgent() throws IOException {
    var agent =
        owned(AgentProcess.run(files.agent(), folder.resolve("agent-" + agents.size() + ".err")));
    agents.add(agent);
    return agent;
  }

  /** Starts the agent and waits until it takes commands, and the back-end knows its beacon. */
  AgentProcess startReadyAgent() throws IOException, InterruptedException {
    var before = boot();
    var agent = startAgent();
    awaitReady(agent, before);
    return agent;
  }

  /** Waits until {@code agent} takes commands, which came after the boot {@code before}. */
  void awaitReady(AgentProcess agent, Optional<BootId> before) throws InterruptedException {
    assertTrue(
        agent.isReadyWithin(PATIENCE), () -> "the agent is not ready; it says:\n" + agent.errors());
    assertTrue(
        backEnd
            .beacons()
            .await(estate.vehicle(), beacon -> !Optional.of(beacon.boot()).equals(before), PATIENCE)
            .isPresent(),
        "the back-end has no beacon of the new boot");
  }

  /** The boot of the newest beacon that the back-end has. */
  Optional<BootId> boot() {
    return backEnd.beacons().newest(estate.vehicle()).map(sighting -> sighting.beacon().boot());
  }

  /** Every agent that was started, in order. */
  List<AgentProcess> agents() {
    return List.copyOf(agents);
  }

  Network network() {
    return network;
  }

  TestBroker broker() {
    return broker;
  }

  BackEnd backEnd() {
    return backEnd;
  }

  Estate estate() {
    return estate;
  }

  SimulatedVehicle vehicle() {
    return vehicle;
  }

  ProvisionFiles files() {
    return files;
  }

  /** Where the agent keeps its journal. */
  Path journal() {
    return estate.folder().resolve("state").resolve("journal");
  }

  /** The owner's phone. */
  Phone phone() throws IOException {
    var key =
        new PhoneKey(
            estate.signer(Holder.PHONE, Holder.COMMAND),
            estate.vehicle(),
            estate.receiptKey(),
            List.of(Bytes.of(Files.readAllBytes(files.ownerGrant()))));
    return new Phone(key, new CounterFile(folder.resolve("counter"), CLOCK), random);
  }

  /** The phone's own connection to the broker. */
  PhoneLink phoneLink() throws IOException, GeneralSecurityException {
    return PhoneLink.open(
            cloud.login(broker.address(), Holder.PHONE),
            new PhoneTopics(estate.phone()),
            Exchange.random(random))
        .orFault();
  }

  /** Ends everything, the last part first. */
  @Override
  public void close() {
    var faults = new ArrayList<Exception>();
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        faults.add(e);
      }
    }
    faults.forEach(fault -> fail(fault));
  }
}
