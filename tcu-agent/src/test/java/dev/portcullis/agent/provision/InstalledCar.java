package dev.portcullis.agent.provision;

import dev.portcullis.agent.config.AgentConfiguration;
import dev.portcullis.agent.fresh.Beacons;
import dev.portcullis.agent.journal.Ledger;
import dev.portcullis.agent.link.BrokerAddress;
import dev.portcullis.agent.policy.UnverifiedPolicy;
import dev.portcullis.can.description.SignedDescription.Unverified;
import dev.portcullis.can.testing.SignedCar;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.Journal;
import dev.portcullis.crypto.durable.JournalLimits;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.GrantId;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.Uses;
import dev.portcullis.crypto.message.VehicleId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that was installed in one unit, on a disk in memory. */
public final class InstalledCar {

  /** The demo car's description. */
  public static final Path CAR =
      Path.of(System.getProperty("project.root", ".."), "simulator", "car");

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Path STATE = Path.of("/state");
  private static final Signers FACTORY = Signers.of("factory", 1);
  private static final Signers NEXT = Signers.of("next", 1);
  private static final Signers STRANGER = Signers.of("stranger", 1);

  private final Signer handOver = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private final VehicleId vehicle = VehicleId.random(RANDOM);
  private final SignedCar signed = new SignedCar(CAR);
  private final CrashingFileSystem disk = CrashingFileSystem.empty();

  /** A unit that was provisioned with the policy of sequence 1 and the description of 1. */
  public InstalledCar() {
    folder(STATE);
    folder(files().folder());
    put(files().ownerGrant(), grant());
    put(files().folder(), Signers.policy(1, FACTORY));
    put(files().folder(), signed.asItIs(1));
  }

  /** The disk. */
  public CrashingFileSystem disk() {
    return disk;
  }

  /** Who signs descriptions, and some of them. */
  public SignedCar described() {
    return signed;
  }

  /** Where it was installed. */
  public InstalledFiles files() {
    return InstalledFiles.in(STATE);
  }

  /** A part of a version that came over the air, with this policy in it. */
  public Path withPolicy(String name, UnverifiedPolicy policy) {
    var at = part(name);
    put(at, policy);
    return at;
  }

  /** The same with a description. */
  public Path withDescription(String name, Unverified description) {
    var at = part(name);
    put(at, description);
    return at;
  }

  /** The same with any file. */
  public Path withFile(String name, String file, Bytes content) {
    var at = part(name);
    put(at.resolve(file), content);
    return at;
  }

  private Path part(String name) {
    var at = Path.of("/" + name);
    folder(at);
    return at;
  }

  /** A policy by those who sign policies. */
  public static UnverifiedPolicy policy(long sequence) {
    return Signers.policy(sequence, FACTORY);
  }

  /** A policy after which {@link #policyOfNext} are signed by others. */
  public static UnverifiedPolicy rotation(long sequence) {
    return Signers.rotation(sequence, NEXT, FACTORY, NEXT);
  }

  /** A policy by those whom {@link #rotation} puts in charge. */
  public static UnverifiedPolicy policyOfNext(long sequence) {
    return Signers.policy(sequence, NEXT);
  }

  /** A policy by somebody. */
  public static UnverifiedPolicy policyOfAStranger(long sequence) {
    return Signers.policy(sequence, STRANGER);
  }

  /** What the unit's own file says. */
  public AgentConfiguration configuration() {
    return new AgentConfiguration(
        STATE,
        new AgentConfiguration.Vehicle(vehicle, 1),
        new AgentConfiguration.Trust(
            FACTORY.authority(), handOver.publicKey(), Path.of("/anchors.pem")),
        new AgentConfiguration.KeyPlace.File(
            Path.of("/keys.p12"), Path.of("/password"), "tls", "receipt", Optional.empty()),
        new AgentConfiguration.Broker(
            new BrokerAddress("broker.example", 8883), Duration.ofSeconds(30), Duration.ofHours(1)),
        new AgentConfiguration.Can.BridgeSocket(Path.of("/socket")),
        Optional.empty(),
        new Beacons.Settings(Duration.ofSeconds(10), Duration.ofSeconds(60)),
        new AgentConfiguration.Limits(100),
        Optional.empty(),
        Optional.empty());
  }

  /** What a start without a version that came over the air reads. */
  public Outcome<Installation, Problem> load() {
    return Installation.load(disk, files(), configuration());
  }

  /** What a start of a version with this policy reads. */
  public Outcome<Installation, Problem> load(Path policy) {
    return Installation.load(disk, files(), Optional.of(policy), configuration());
  }

  /** The sequence of the policy that the next start without any such version goes by. */
  public long kept() {
    return load().orFault().policy().policy().sequence();
  }

  /** As the watch does every second. */
  public static void look(CarWatch watch) {
    watch.look();
  }

  Ledger ledger() {
    disk.kill();
    var journal = Journal.open(disk, STATE.resolve("journal"), JournalLimits.standard()).orFault();
    return Ledger.open(journal, Instant.parse("2026-11-01T00:00:00Z"), 8).orFault();
  }

  private Bytes grant() {
    var owner = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
    return GrantCodec.sign(
        new Grant(
            GrantId.random(RANDOM),
            vehicle,
            1,
            owner.publicKey(),
            Role.OWNER,
            List.of(CommandName.LOCK),
            List.of(Channel.REMOTE),
            Instant.EPOCH,
            Grant.WITHOUT_END,
            new Uses.Unlimited()),
        handOver);
  }

  private void put(Path folder, UnverifiedPolicy policy) {
    var at = new InstalledFiles(folder);
    put(at.policy(), policy.json());
    put(at.policySignatures(), policy.signatures());
  }

  private void put(Path folder, Unverified description) {
    var at = new InstalledFiles(folder);
    put(at.messages(), description.messages());
    put(at.commands(), description.commands());
    put(at.carSignatures(), description.signatures());
  }

  private void put(Path file, Bytes content) {
    var _ = AtomicFile.write(disk, file, content).orFault();
  }

  private void folder(Path at) {
    try {
      disk.createFolder(at);
    } catch (StorageFault fault) {
      throw new AssertionError(fault);
    }
  }
}
