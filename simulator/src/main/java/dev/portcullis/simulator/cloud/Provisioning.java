package dev.portcullis.simulator.cloud;

import dev.portcullis.can.description.SignedDescription;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.cose.DetachedSignatures;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.GrantId;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.Uses;
import dev.portcullis.simulator.authority.Estate;
import dev.portcullis.simulator.authority.Holder;
import dev.portcullis.simulator.platform.AndroidPhones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Makes what a vehicle and its owner's phone need besides their keys: the signed policy, the
 * owner's grant, and a configuration file for each.
 */
public final class Provisioning {

  /** The app the demo's policy lists. */
  public static final String APP = "dev.portcullis.demo";

  /** The first ownership epoch. */
  public static final long EPOCH = 1;

  private static final String BASELINE = "full.baseline.json";
  private static final String POLICY_TYP = "portcullis/policy/1";
  private static final long FIRST_POLICY = 1;
  private static final int TIME_THRESHOLD = 2;
  // A vehicle without trusted time judges a grant at its floor, which may lie before today.
  private static final Duration BACKDATED = Duration.ofDays(2);

  private final Estate estate;
  private final InstantSource clock;
  private final SecureRandom random;

  /** Provisions from the keys of {@code estate}. */
  public Provisioning(Estate estate, InstantSource clock, SecureRandom random) {
    this.estate = estate;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Writes everything into the folder {@code provision}. Policy and grant stay as the first run
   * made them; the configuration files are written anew, and the car's description is signed anew,
   * for {@code wires}.
   *
   * @param car the folder of the car's messages and commands, such as {@code simulator/car}
   */
  public ProvisionFiles write(AgentWires wires, Path car)
      throws IOException, GeneralSecurityException {
    var folder = Files.createDirectories(estate.folder().resolve("provision"));
    var files =
        new ProvisionFiles(
            folder.resolve("policy.json"),
            folder.resolve("policy.signatures"),
            folder.resolve("owner.grant"),
            folder.resolve("agent.toml"),
            folder.resolve("bridge.toml"),
            estate.folder().resolve(Holder.PHONE.place()).resolve("phone.toml"));
    if (!Files.exists(files.signatures())) {
      var policy = policy();
      Files.write(files.policy(), policy.toArray());
      Files.write(files.signatures(), signatures(policy).toArray());
    }
    if (!Files.exists(files.ownerGrant())) {
      Files.write(files.ownerGrant(), ownerGrant().toArray());
    }
    var identity = estate.files(Holder.VEHICLE);
    copy(identity.store(), folder.resolve("identity.p12"));
    copy(identity.password(), folder.resolve("identity.password"));
    copy(car.resolve("demo.dbc"), folder.resolve("car.dbc"));
    copy(car.resolve("commands.toml"), folder.resolve("commands.toml"));
    Files.write(
        folder.resolve("car.signatures"),
        carSignatures(folder.resolve("car.dbc"), folder.resolve("commands.toml")).toArray());
    if (wires.watch() == AgentWires.Watch.BY_THE_BASELINE) {
      copy(car.resolve("full.dbc"), folder.resolve("bus.dbc"));
      copy(car.resolve(BASELINE), folder.resolve("bus.baseline.json"));
    }
    copyAll(estate.busKeys(), folder.resolve("secoc"));
    var text = new ConfigurationText(estate, wires);
    Files.writeString(files.bridge(), text.bridge());
    Files.writeString(files.agent(), text.agent());
    Files.writeString(files.phone(), text.phone(files.ownerGrant(), APP));
    return files;
  }

  /** Whether it was learned what is on the bus of the car in that folder. */
  static boolean hasBaseline(Path car) {
    return Files.exists(car.resolve(BASELINE));
  }

  private static void copyAll(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.newDirectoryStream(from)) {
      for (var file : files) {
        copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** A policy that lists the demo's app and back-end and allows every command, not yet signed. */
  public Bytes policy() {
    var timeKeys = estate.signers(Holder.TIME).stream().map(Signer::publicKey).toList();
    return DemoPolicyCodec.encode(
        FIRST_POLICY,
        clock.instant().minus(BACKDATED).truncatedTo(ChronoUnit.DAYS),
        timeKeys,
        TIME_THRESHOLD,
        estate.signer(Holder.OEM, Holder.REVOCATION).publicKey(),
        List.of(
            attester(AttesterRole.APP, EvidenceVerifier.APP_ISSUER, Holder.APP_RESULT, APP),
            attester(
                AttesterRole.BACK_END,
                EvidenceVerifier.BACK_END_ISSUER,
                Holder.BACK_END_RESULT,
                Cloud.WORKLOAD)),
        phones());
  }

  /** The makers of phones, as the policy knows them. */
  public AndroidPhones phones() {
    return new AndroidPhones(
        APP,
        estate.signer(Holder.PLATFORM, Holder.ANDROID_ROOT),
        estate.signer(Holder.PLATFORM, Holder.ANDROID_BATCH),
        clock.instant(),
        random);
  }

  /** The CBOR array of detached signatures over {@code policy}, one by each policy key. */
  public Bytes signatures(Bytes policy) {
    return DetachedSignatures.sign(
            List.of(estate.signer(Holder.OEM, Holder.POLICY)), POLICY_TYP, policy)
        .encoded();
  }

  /** The CBOR array of detached signatures over the car's description, for can-bridge. */
  private Bytes carSignatures(Path messages, Path commands) throws IOException {
    var payload =
        SignedDescription.payload(
            Bytes.of(Files.readAllBytes(messages)), Bytes.of(Files.readAllBytes(commands)));
    return DetachedSignatures.sign(
            List.of(estate.signer(Holder.OEM, Holder.POLICY)), SignedDescription.TYPE, payload)
        .encoded();
  }

  /** Makes the phone's command key an owner of the vehicle, by the OEM's hand-over key. */
  public Bytes ownerGrant() {
    var commandKey = estate.signer(Holder.PHONE, Holder.COMMAND).publicKey();
    return GrantCodec.sign(ownerGrant(commandKey), estate.signer(Holder.OEM, Holder.HAND_OVER));
  }

  /** An owner's grant for {@code key} on our vehicle, without end. */
  public Grant ownerGrant(PublicKey key) {
    return new Grant(
        GrantId.random(random),
        estate.vehicle(),
        EPOCH,
        key,
        Role.OWNER,
        List.of(CommandName.values()),
        List.of(Channel.values()),
        clock.instant().minus(BACKDATED).truncatedTo(ChronoUnit.SECONDS),
        Grant.WITHOUT_END,
        new Uses.Unlimited());
  }

  private DemoPolicyCodec.Attester attester(
      AttesterRole role, String issuer, String label, String subject) {
    var key = estate.signer(Holder.VERIFIER, label).publicKey();
    return new DemoPolicyCodec.Attester(role, issuer, key, subject);
  }
}
