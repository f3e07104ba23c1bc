package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.simulator.attack.AtTheCar;
import dev.portcullis.simulator.attack.Platforms;
import dev.portcullis.simulator.attack.Scene;
import dev.portcullis.simulator.attack.SceneParts;
import dev.portcullis.simulator.authority.Estate;
import dev.portcullis.simulator.authority.Holder;
import dev.portcullis.simulator.broker.Administrator;
import dev.portcullis.simulator.broker.BrokerStorage;
import dev.portcullis.simulator.broker.MqttLogin;
import dev.portcullis.simulator.cloud.AgentWires;
import dev.portcullis.simulator.cloud.BrokerChoice;
import dev.portcullis.simulator.cloud.Cloud;
import dev.portcullis.simulator.cloud.ProvisionFiles;
import dev.portcullis.simulator.cloud.Provisioning;
import dev.portcullis.simulator.phone.PhoneKey;
import dev.portcullis.simulator.platform.ApproovService;
import dev.portcullis.simulator.platform.EnclaveHost;
import dev.portcullis.simulator.traffic.Traffic;
import dev.portcullis.simulator.vehicle.CarSecrets;
import dev.portcullis.simulator.vehicle.SimulatedVehicle;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A car, its agent and can-bridge, a cloud and a phone on this machine, over loopback and a
 * pseudo-terminal. All of it ends with {@link #close}.
 */
public final class DemoWorld implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String ADMINISTRATOR = "admin";
  private static final int MARGIN = 20;

  private final Surroundings around;
  private final Traffic.Density density;
  private final Opened opened;

  /** What runs once everything has started. */
  record Running(
      Scene scene,
      SimulatedVehicle vehicle,
      AgentTrace trace,
      AgentProcess agent,
      BridgeProcess bridge,
      long readyMillis,
      MqttLogin administrator,
      UpdateAct.Place place) {}

  /** Told what has been done, in a few words. */
  @FunctionalInterface
  interface Steps {
    void done(String what);
  }

  /**
   * Nothing is started yet.
   *
   * @param density how much is said on the bus besides what the demo is about
   */
  DemoWorld(Surroundings around, Traffic.Density density) {
    this.around = around;
    this.density = density;
    this.opened = new Opened();
  }

  /** Starts everything; what it started is ended by {@link #close}, also after a failure. */
  Running start(Path home, Steps steps)
      throws IOException, GeneralSecurityException, InterruptedException {
    var clock = around.clock();
    var random = around.random();
    var folder = opened.take(DemoFolder.make()).path();
    var estate = Estate.prepare(folder, clock, random);
    steps.done("authority");

    var cloud = new Cloud(estate, clock, random);
    var words = new Administrator.HardCoded(ADMINISTRATOR, ADMINISTRATOR);
    var anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var broker =
        opened.take(
            cloud.startBroker(new BrokerChoice(anywhere, new BrokerStorage.InMemory(), words)));
    var backEnd = opened.take(cloud.startBackEnd(broker.address()));
    steps.done("broker");

    var car = home.resolve("simulator").resolve("car");
    var vehicle =
        opened.take(
            SimulatedVehicle.start(
                car,
                new CarSecrets(estate.busKeys(), clock),
                density,
                folder.resolve("can0"),
                around.nanos()));
    steps.done(String.format(Locale.ROOT, "bus, %d ECUs", vehicle.controllers()));

    var localLink = freePort();
    var lost = SoftwareSigner.generate(Algorithm.ES256, random);
    var provisioning = new Provisioning(estate, clock, random);
    var files =
        provisioning.write(
            new AgentWires(
                broker.address(),
                vehicle.devicePath(),
                AgentWires.Bridge.OF_ITS_OWN,
                AgentWires.Watch.BY_THE_BASELINE,
                Optional.of(localLink)),
            car);
    var platforms =
        new Platforms(
            new ApproovService("first", SoftwareSigner.generate(Algorithm.ES256, random)),
            new EnclaveHost(random, clock.instant()),
            provisioning.phones());
    tune(provisioning, files, lost, platforms);
    AgentProcess.provision(
        home, files.agent(), folder.resolve("provision"), folder.resolve("provision.log"));
    BridgeProcess.provision(
        home, files.bridge(), folder.resolve("provision"), folder.resolve("can-bridge.log"));
    var bridge =
        opened.take(
            BridgeProcess.start(home, files.bridge(), folder.resolve("can-bridge.log"), around));
    bridge.awaitListening();
    steps.done("can-bridge");
    var trace = new AgentTrace(vehicle::now);
    var agent =
        opened.take(AgentProcess.start(home, files.agent(), folder.resolve("agent.log"), trace));
    long readyMillis = agent.awaitReadyMillis();
    steps.done(String.format(Locale.ROOT, "agent ready %.1f s", readyMillis / 1000.0));

    if (!backEnd.connectedWithin(PATIENCE)
        || backEnd.beacons().await(estate.vehicle(), _ -> true, PATIENCE).isEmpty()) {
      throw new IOException("the back-end has not heard of the car: " + agent.lastWords());
    }
    trace.awaitLine("time", "known", 0);
    steps.done("phone enrolled");

    var monitor = cloud.login(broker.address(), Holder.MONITOR);
    var administrator =
        new MqttLogin(
            monitor.broker(),
            monitor.tls(),
            monitor.clientId() + "-" + ADMINISTRATOR,
            new MqttLogin.UserAndPassword(ADMINISTRATOR, ADMINISTRATOR));
    var policies = new DemoPolicyDesk(home, folder, provisioning, files);
    var scene =
        new Scene(
            new SceneParts(
                estate,
                cloud,
                backEnd,
                vehicle,
                opened.take(AtTheCar.of(vehicle, localLink, random)),
                ownersPhone(estate, files),
                lost,
                trace,
                new DemoGateSeat(estate.folder().resolve("bridge").resolve("socket"), agent, trace),
                administrator,
                platforms,
                policies,
                Tuning.ALLOWED_COMMANDS + Tuning.ALLOWED_COMMANDS / MARGIN,
                clock,
                random));
    scene.settle();
    return new Running(
        scene,
        vehicle,
        trace,
        agent,
        bridge,
        readyMillis,
        administrator,
        new UpdateAct.Place(home, folder, files.agent(), policies));
  }

  /** Free at this moment; nobody else on this machine is likely to take it in the next. */
  private static InetSocketAddress freePort() throws IOException {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }
  }

  private static PhoneKey ownersPhone(Estate estate, ProvisionFiles files) throws IOException {
    return new PhoneKey(
        estate.signer(Holder.PHONE, Holder.COMMAND),
        estate.vehicle(),
        estate.receiptKey(),
        List.of(Bytes.of(Files.readAllBytes(files.ownerGrant()))));
  }

  private static void tune(
      Provisioning provisioning, ProvisionFiles files, Signer lost, Platforms platforms)
      throws IOException {
    var policy =
        TunedPolicyCodec.tuned(provisioning.policy(), lost.publicKey().thumbprint(), platforms);
    Files.write(files.policy(), policy.toArray());
    Files.write(files.signatures(), provisioning.signatures(policy).toArray());
    Files.writeString(files.agent(), Tuning.configuration(Files.readString(files.agent())));
  }

  @Override
  public void close() {
    opened.close();
  }
}
