package dev.portcullis.agent;

import dev.portcullis.agent.car.BridgeCar;
import dev.portcullis.agent.fresh.BoottimeClock;
import dev.portcullis.agent.fresh.TrustedTime;
import dev.portcullis.agent.gate.Car;
import dev.portcullis.agent.provision.Problem;
import dev.portcullis.agent.report.Reporter;
import dev.portcullis.agent.report.UpdateReporter;
import dev.portcullis.agent.update.FailedSource;
import dev.portcullis.agent.update.RunningVersion;
import dev.portcullis.agent.update.ShownHealth;
import dev.portcullis.agent.update.UpdateFolder;
import dev.portcullis.agent.update.UpdateListener;
import dev.portcullis.agent.update.UpdateParts;
import dev.portcullis.agent.update.UpdateSettings;
import dev.portcullis.agent.update.Updater;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.tls.MutualTls;
import dev.portcullis.crypto.x509.TrustAnchors;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.slot.PartKind;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Updates over the air, joined to the rest of the agent. */
final class Updates {

  /** Longer than that no version of this program is in use. */
  private static final Duration LIFE_OF_A_VEHICLE = Duration.ofDays(15 * 365);

  private final Prepared prepared;
  private final FileSystem disk;
  private final ThreadFactory threads;
  private final Reporter reporter;
  private final LongSupplier nanos;

  Updates(
      Prepared prepared,
      FileSystem disk,
      ThreadFactory threads,
      Reporter reporter,
      LongSupplier nanos) {
    this.prepared = prepared;
    this.disk = disk;
    this.threads = threads;
    this.reporter = reporter;
    this.nanos = nanos;
  }

  /**
   * What an update asks of the agent that runs.
   *
   * @param live takes what needs no restart
   * @param journal takes lines of printable ASCII
   * @param restart ends the process in good order
   */
  record Host(
      BridgeCar car,
      TrustedTime time,
      ShownHealth health,
      LiveParts live,
      Consumer<String> journal,
      Runnable restart) {}

  /** Begins, with the trial if {@code running} is on one. */
  Outcome<Updater, Problem> begin(RunningVersion running, UpdateSettings settings, Host host) {
    var folder = UpdateFolder.in(prepared.configuration().state());
    var listener = new UpdateReporter(reporter, host.journal());
    return Prepared.anchors(settings.repositories().anchors())
        .then(anchors ->
            UpdateParts.of(
                    running.unit(),
                    settings,
                    sources(folder, anchors, host, listener),
                    inTheCar(settings, host))
                .mapRefusal(
                    why -> new Problem(folder.path().toString(), why.meaning(), why.next())))
        .map(parts -> begin(running, settings, parts, host, listener));
  }

  private Updater begin(
      RunningVersion running,
      UpdateSettings settings,
      UpdateParts parts,
      Host host,
      UpdateListener listener) {
    // Configuration, policy and description were read and verified, or this process had ended.
    host.health().show(HealthCheck.CONFIGURATION_LOADED);
    var updater =
        new Updater(
            running,
            settings.terms(),
            parts,
            new Updater.Ports(
                new BoottimeClock(),
                host.time()::now,
                Version.read().built().plus(LIFE_OF_A_VEHICLE),
                () -> look(host),
                listener,
                host.restart(),
                threads));
    host.live().bring(running.folder(PartKind.DESCRIPTION));
    updater.start();
    return updater;
  }

  /** What nobody tells of must be looked for. */
  private static void look(Host host) {
    if (host.car().observed().values().stream().anyMatch(value -> !value.equals(Car.UNKNOWN))) {
      host.health().show(HealthCheck.CAN_SEEN);
    }
  }

  private UpdateParts.Sources sources(
      UpdateFolder folder, TrustAnchors anchors, Host host, UpdateListener listener) {
    return new UpdateParts.Sources(
        disk,
        folder,
        prepared.configuration().vehicle().id().hex(),
        prepared.own().forUpdates(),
        MutualTls.client(prepared.own().identity(), anchors, () -> Agent.validity(host.time())),
        nanos,
        threads,
        (place, why) -> listener.sourceFailed(new FailedSource(place, why)));
  }

  private UpdateParts.InTheCar inTheCar(UpdateSettings settings, Host host) {
    var condition = settings.terms().condition();
    return new UpdateParts.InTheCar(
        () -> host.car().unmet(condition).map(code -> condition + ": " + code),
        host.live(),
        host.health());
  }
}
