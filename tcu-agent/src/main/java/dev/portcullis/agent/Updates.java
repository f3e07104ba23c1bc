package dev.portcullis.agent;

import dev.portcullis.agent.fresh.BoottimeClock;
import dev.portcullis.agent.fresh.TrustedTime;
import dev.portcullis.agent.gate.Car;
import dev.portcullis.agent.policy.UnverifiedPolicy;
import dev.portcullis.agent.provision.Installation;
import dev.portcullis.agent.provision.InstalledFiles;
import dev.portcullis.agent.provision.PolicyUpdate;
import dev.portcullis.agent.provision.Problem;
import dev.portcullis.agent.report.Reporter;
import dev.portcullis.agent.report.UpdateReporter;
import dev.portcullis.agent.update.RunningVersion;
import dev.portcullis.agent.update.ShownHealth;
import dev.portcullis.agent.update.UpdateFolder;
import dev.portcullis.agent.update.UpdateParts;
import dev.portcullis.agent.update.UpdateSettings;
import dev.portcullis.agent.update.Updater;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.tls.MutualTls;
import dev.portcullis.crypto.x509.TrustAnchors;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.slot.PartKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** Updates over the air, joined to the rest of the agent. */
final class Updates {

  private static final int MAX_POLICY_FILE = 1024 * 1024;

  private final Prepared prepared;
  private final FileSystem disk;
  private final ThreadFactory threads;
  private final Reporter reporter;

  Updates(Prepared prepared, FileSystem disk, ThreadFactory threads, Reporter reporter) {
    this.prepared = prepared;
    this.disk = disk;
    this.threads = threads;
    this.reporter = reporter;
  }

  /**
   * What an update asks of the agent that runs.
   *
   * @param journal takes lines of printable ASCII
   * @param restart ends the process in good order
   */
  record Agent(
      Car car, TrustedTime time, ShownHealth health, Consumer<String> journal, Runnable restart) {}

  /** Begins, with the trial if {@code running} is on one. */
  Outcome<Updater, Problem> begin(RunningVersion running, UpdateSettings settings, Agent agent) {
    var folder = UpdateFolder.in(prepared.configuration().state());
    return Prepared.anchors(settings.repositories().anchors())
        .then(anchors ->
            UpdateParts.of(
                    running.unit(),
                    settings,
                    sources(folder, anchors, agent),
                    inTheCar(settings, agent))
                .mapRefusal(
                    why -> new Problem(folder.path().toString(), why.meaning(), why.next())))
        .map(parts -> begin(running, settings, parts, agent));
  }

  private Updater begin(
      RunningVersion running, UpdateSettings settings, UpdateParts parts, Agent agent) {
    // Configuration, policy and description were read and verified, or this process had ended.
    agent.health().show(HealthCheck.CONFIGURATION_LOADED);
    var updater =
        new Updater(
            running,
            settings.terms(),
            parts,
            new Updater.Ports(
                new BoottimeClock(),
                agent.time()::now,
                () -> look(agent),
                new UpdateReporter(reporter, agent.journal()),
                agent.restart(),
                threads));
    updater.start();
    return updater;
  }

  /** What nobody tells of must be looked for. */
  private static void look(Agent agent) {
    if (agent.car().observed().values().stream().anyMatch(value -> !value.equals(Car.UNKNOWN))) {
      agent.health().show(HealthCheck.CAN_SEEN);
    }
  }

  private UpdateParts.Sources sources(UpdateFolder folder, TrustAnchors anchors, Agent agent) {
    return new UpdateParts.Sources(
        disk,
        folder,
        prepared.configuration().vehicle().id().hex(),
        prepared.receiptKey(),
        MutualTls.client(
            prepared.identity(), anchors, () -> dev.portcullis.agent.Agent.validity(agent.time())),
        System::nanoTime);
  }

  private UpdateParts.InTheCar inTheCar(UpdateSettings settings, Agent agent) {
    var condition = settings.terms().condition();
    return new UpdateParts.InTheCar(
        () -> agent.car().unmet(condition).map(code -> condition + ": " + code),
        this::refusalOf,
        agent.health());
  }

  /** Takes a new policy while commands flow; other parts wait for their own ways in. */
  private Optional<String> refusalOf(Map<PartKind, Path> changed) {
    var others = changed.keySet().stream().filter(kind -> kind != PartKind.POLICY).toList();
    if (!others.isEmpty()) {
      return Optional.of(others + " cannot be changed while the agent runs");
    }
    return Optional.ofNullable(changed.get(PartKind.POLICY)).flatMap(this::policyRefusal);
  }

  /** Puts it where the agent looks for a newer policy every second, once its signatures hold. */
  private Optional<String> policyRefusal(Path folder) {
    var installed = InstalledFiles.in(prepared.configuration().state());
    var from = new InstalledFiles(folder);
    var written =
        Installation.load(disk, installed, prepared.configuration())
            .then(now ->
                AtomicFile.read(disk, from.policy(), MAX_POLICY_FILE)
                    .then(json ->
                        AtomicFile.read(disk, from.policySignatures(), MAX_POLICY_FILE)
                            .map(signatures -> new UnverifiedPolicy(json, signatures)))
                    .mapRefusal(why -> new Problem(folder.toString(), why.meaning(), why.next()))
                    .then(fresh ->
                        now.policies()
                            .then(fresh)
                            .mapRefusal(
                                why -> new Problem(folder.toString(), why.explanation(), ""))))
            .then(new PolicyUpdate(disk, installed)::write);
    return switch (written) {
      case Outcome.Passed<?, Problem> _ -> Optional.empty();
      case Outcome.Refused<?, Problem>(var why) -> Optional.of(why.reason());
    };
  }
}
