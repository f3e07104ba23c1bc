package dev.portcullis.agent;

import dev.portcullis.agent.config.AgentConfiguration;
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
import dev.portcullis.crypto.durable.FileSystem;
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
    OwnKeys own,
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
                    OwnKeys.open(configuration)
                        .then(own ->
                            anchors(configuration.trust().brokerAnchors())
                                .map(anchors ->
                                    new Prepared(
                                        configuration,
                                        running,
                                        installation,
                                        detectors,
                                        own,
                                        anchors)))));
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

  /** The authorities in a PEM file. */
  static Outcome<TrustAnchors, Problem> anchors(Path file) {
    return TrustAnchors.read(file)
        .mapRefusal(refusal ->
            new Problem(
                refusal.where(),
                refusal.reason() + " " + refusal.detail(),
                refusal.reason().next()));
  }
}
