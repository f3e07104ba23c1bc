package dev.portcullis.agent;

import dev.portcullis.agent.config.AgentConfiguration;
import dev.portcullis.agent.config.AgentConfiguration.KeyPlace;
import dev.portcullis.agent.config.ConfigurationReader;
import dev.portcullis.agent.provision.Installation;
import dev.portcullis.agent.provision.InstalledFiles;
import dev.portcullis.agent.provision.Problem;
import dev.portcullis.agent.update.RunningVersion;
import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.can.secoc.kept.SecOcFault;
import dev.portcullis.can.secoc.kept.SecOcFolder;
import dev.portcullis.can.watch.Detectors;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.keys.Identity;
import dev.portcullis.crypto.keys.KeyRefusal;
import dev.portcullis.crypto.keys.KeyStoreSource;
import dev.portcullis.crypto.keys.Keys;
import dev.portcullis.crypto.keys.SecretFile;
import dev.portcullis.crypto.x509.TrustAnchors;
import dev.portcullis.ota.slot.PartKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Everything the agent needs before it opens a network connection or the CAN device, read and
 * verified. What {@code agent check} looks at and what {@code agent run} starts from is the same.
 */
record Prepared(
    AgentConfiguration configuration,
    Optional<RunningVersion> running,
    Installation installation,
    Optional<Detectors> detectors,
    Keys keys,
    Identity identity,
    Signer receiptKey,
    TrustAnchors brokerAnchors) {

  /** Reads the configuration alone. */
  static Outcome<AgentConfiguration, Problem> configuration(Path file) {
    return ConfigurationReader.read(file)
        .mapRefusal(refusal ->
            new Problem(
                refusal.file() + ": " + refusal.where(),
                refusal.reason(),
                "mend the configuration; docs/configuration.md explains every key"));
  }

  /** Reads and verifies what {@code configuration} names. */
  static Outcome<Prepared, Problem> of(FileSystem disk, AgentConfiguration configuration) {
    return of(disk, configuration, Optional.empty());
  }

  /** The same, with policy and description of the version that the launcher started. */
  static Outcome<Prepared, Problem> of(
      FileSystem disk, AgentConfiguration configuration, Optional<RunningVersion> running) {
    var installed = InstalledFiles.in(configuration.state());
    var files =
        running
            .map(version -> installed.describedIn(version.folder(PartKind.DESCRIPTION)))
            .orElse(installed);
    var delivered = running.map(version -> version.folder(PartKind.POLICY));
    return Installation.load(disk, files, delivered, configuration)
        .then(installation ->
            secOc(disk, configuration)
                .check(keySlots(configuration, installation))
                .mapRefusal(Prepared::said)
                .map(_ -> installation))
        .then(installation ->
            detectors(configuration, running, installation)
                .then(detectors ->
                    open(configuration.keys())
                        .then(keys ->
                            withKeys(configuration, running, installation, detectors, keys))));
  }

  private static Outcome<Optional<Detectors>, Problem> detectors(
      AgentConfiguration configuration,
      Optional<RunningVersion> running,
      Installation installation) {
    if (configuration.watch().isEmpty()) {
      return Outcome.passed(Optional.empty());
    }
    var plan = configuration.watch().get();
    var delivered =
        running
            .map(version -> version.folder(PartKind.DETECTORS).resolve(LiveParts.BASELINE))
            .filter(Files::isRegularFile);
    return Detectors.load(
            delivered.map(plan::learnedAs).orElse(plan), installation.commands().ownIds())
        .map(Optional::of)
        .mapRefusal(fault -> new Problem(fault.where(), fault.reason(), fault.next()));
  }

  /**
   * None where can-bridge is a process of its own: then the keys of the bus are its, and not ours.
   */
  static Set<KeySlot> keySlots(AgentConfiguration configuration, Installation installation) {
    return switch (configuration.can()) {
      case AgentConfiguration.Can.Adapter _ -> installation.commands().keySlots();
      case AgentConfiguration.Can.BridgeSocket _ -> Set.of();
    };
  }

  /** Where the keys of the bus lie, and how far they were used. */
  static SecOcFolder secOc(FileSystem disk, AgentConfiguration configuration) {
    return new SecOcFolder(disk, configuration.state().resolve("secoc"));
  }

  static Problem said(SecOcFault fault) {
    return new Problem(fault.where(), fault.reason(), fault.next());
  }

  private static Outcome<Prepared, Problem> withKeys(
      AgentConfiguration configuration,
      Optional<RunningVersion> running,
      Installation installation,
      Optional<Detectors> detectors,
      Keys keys) {
    var place = configuration.keys();
    return identity(keys, place.tlsLabel())
        .then(identity ->
            receiptKey(keys, place.receiptLabel())
                .then(receiptKey ->
                    anchors(configuration)
                        .map(anchors ->
                            new Prepared(
                                configuration,
                                running,
                                installation,
                                detectors,
                                keys,
                                identity,
                                receiptKey,
                                anchors))));
  }

  /** The key for mutual TLS, and its certificates. */
  static Outcome<Identity, Problem> identity(Keys keys, String label) {
    return keys.identity(label).mapRefusal(Prepared::said);
  }

  /** The key that signs receipts, beacons and manifests. */
  static Outcome<Signer, Problem> receiptKey(Keys keys, String label) {
    return keys.signer(label)
        .mapRefusal(Prepared::said)
        .then(signer ->
            signer.publicKey().algorithm() == Algorithm.ES256
                ? Outcome.passed(signer)
                : Outcome.refused(
                    new Problem(
                        "keys.receipt: " + label,
                        "is no P-256 key",
                        "provision a P-256 key under this label")));
  }

  private static Outcome<TrustAnchors, Problem> anchors(AgentConfiguration configuration) {
    return anchors(configuration.trust().brokerAnchors());
  }

  /** The authorities in a PEM file. */
  static Outcome<TrustAnchors, Problem> anchors(Path file) {
    return TrustAnchors.read(file)
        .mapRefusal(refusal ->
            new Problem(
                refusal.where(),
                refusal.reason() + " " + refusal.detail(),
                refusal.reason().next()));
  }

  /** Opens the vehicle's keys; the caller closes them. */
  static Outcome<Keys, Problem> open(KeyPlace place) {
    return switch (place) {
      case KeyPlace.File file ->
          secret(file.passwordFile())
              .then(password -> open(new KeyStoreSource.Pkcs12(file.file(), password)));
      case KeyPlace.Token token ->
          secret(token.pinFile())
              .then(pin ->
                  open(
                      new KeyStoreSource.Pkcs11(
                          token.library(), "vehicle", token.slotListIndex(), pin)));
    };
  }

  private static Outcome<Keys, Problem> open(KeyStoreSource source) {
    return Keys.open(source).mapRefusal(Prepared::said);
  }

  private static Outcome<SecretBytes, Problem> secret(Path file) {
    return SecretFile.read(file).mapRefusal(Prepared::said);
  }

  private static Problem said(KeyRefusal refusal) {
    String detail = refusal.detail().isEmpty() ? "" : ": " + refusal.detail();
    return new Problem(refusal.where(), refusal.reason() + detail, refusal.reason().next());
  }
}
