package dev.portcullis.agent.update;

import dev.portcullis.agent.fresh.TimeReading;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.ota.encrypted.ImageKey;
import dev.portcullis.ota.fetch.ByteBudget;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.fetch.HandingFailure;
import dev.portcullis.ota.fetch.ImageSource;
import dev.portcullis.ota.fetch.PieceSink;
import dev.portcullis.ota.fetch.RemoteImage;
import dev.portcullis.ota.fetch.RetryBudget;
import dev.portcullis.ota.fetch.TimeBudget;
import dev.portcullis.ota.fetch.coap.CoapServer;
import dev.portcullis.ota.image.ArchiveLimits;
import dev.portcullis.ota.install.Activation;
import dev.portcullis.ota.install.Architecture;
import dev.portcullis.ota.install.Campaign;
import dev.portcullis.ota.install.Confirmation;
import dev.portcullis.ota.install.Install;
import dev.portcullis.ota.install.LiveRefusal;
import dev.portcullis.ota.install.Started;
import dev.portcullis.ota.install.Unit;
import dev.portcullis.ota.manifest.KnownVehicle;
import dev.portcullis.ota.manifest.ReceivedManifest;
import dev.portcullis.ota.manifest.VehicleManifest;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.store.MetadataFolder;
import dev.portcullis.ota.store.ReportRecord;
import dev.portcullis.ota.store.Staging;
import dev.portcullis.ota.store.TargetFolder;
import dev.portcullis.ota.testing.SimulatedRepository;
import dev.portcullis.ota.testing.TestArchive;
import dev.portcullis.ota.update.ImageDownload;
import dev.portcullis.ota.update.RepositoryUpdate;
import dev.portcullis.ota.update.SourceListener;
import dev.portcullis.ota.update.VehicleUpdate;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.ota.verify.SignaturePolicy;
import dev.portcullis.ota.verify.TrustedTime;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509KeyManager;

/** A unit, its OEM's two repositories and its Director, all of them in memory. */
final class UpdateBench {

  /** What the updater believes at most. */
  static final Instant LATEST = SimulatedRepository.NOW.plus(Duration.ofDays(15 * 365));

  static final Duration EVERY = Duration.ofMinutes(10);
  static final Duration TRIAL = Duration.ofMinutes(5);

  private static final Path UNIT = Path.of("/unit");
  private static final String[] TARGETS = {"targets", "snapshot", "timestamp"};
  private static final VehicleId CAR = new VehicleId("car-1");

  final SimulatedRepository director = new SimulatedRepository();
  final SimulatedRepository images = new SimulatedRepository();
  final CrashingFileSystem disk = CrashingFileSystem.empty();
  ShownHealth health = new ShownHealth();
  final List<String> told = new ArrayList<>();
  final List<Bytes> manifests = new ArrayList<>();
  final List<String> fetched = new ArrayList<>();
  final List<Map<PartKind, Path>> takenLive = new ArrayList<>();
  Optional<HandingFailure> handing = Optional.empty();
  Optional<String> unmet = Optional.empty();
  Optional<LiveRefusal> liveRefusal = Optional.empty();
  TimeReading time = new TimeReading.Trusted(SimulatedRepository.NOW);
  Duration perQuestion = Duration.ZERO;
  boolean isCanHeard = true;
  Confirmation.Reach reach = Confirmation.Reach.REQUIRED;
  long nanos = 1;

  /** How much faster than others' the clock of real downloads runs. */
  long speed = 1;

  int restarts;

  private final SoftwareSigner ecuKey =
      SoftwareSigner.generate(Algorithm.ES256, new SecureRandom());
  private final UpdateFolder folder = new UpdateFolder(Path.of("/update"));

  UpdateBench() {
    try {
      disk.createFolder(UNIT);
    } catch (StorageFault fault) {
      throw new AssertionError(fault);
    }
    var _ = folder.make(disk).orFault();
    root(folder.director(), director);
    root(folder.images(), images);
  }

  private void root(Path at, SimulatedRepository repository) {
    var _ = AtomicFile.write(disk, at.resolve("root.json"), repository.file("root")).orFault();
  }

  /** Every part in release 1, confirmed in slot A. */
  UpdateBench provisioned() {
    direct("factory", "11111");
    var repositories = repositories();
    var agreed = repositories.metadata().check(settings().vehicle(CAR, _ -> 0), now()).orFault();
    var _ = repositories.fetch(agreed.images(), agreed).orFault();
    var campaign =
        Campaign.of(
                UpdateCycle.campaign(agreed),
                agreed.images(),
                UpdateSettings.ecus(),
                Architecture.X86_64)
            .orFault();
    var _ = new Install(unit(), repositories.staging()::path).provision(campaign).orFault();
    repositories.discard(agreed.images());
    fetched.clear();
    return this;
  }

  /**
   * Both repositories publish the same.
   *
   * @param releases of each part in the order of the kinds, a digit each; a point for none
   */
  void direct(String campaign, String releases) {
    director.targets().put("targets", new LinkedHashMap<String, Object>());
    for (PartKind kind : PartKind.values()) {
      char release = releases.charAt(List.of(PartKind.values()).indexOf(kind));
      if (release != '.') {
        publish(kind, release);
      }
    }
    director.targets().put("custom", Map.of("vehicleIdentifier", CAR.text(), "campaign", campaign));
    director.publish(TARGETS);
    images.publish(TARGETS);
  }

  private void publish(PartKind kind, char release) {
    publish(kind, kind.word() + "-" + release + ".tar", image(kind, release), release - '0');
  }

  private void publish(PartKind kind, String name, Bytes image, long counter) {
    var hash = Digest.of(image).value().hex();
    var model = kind == PartKind.RUNTIME ? "x86_64" : "tcu";
    director.describe(
        "targets",
        name,
        described(
            image,
            Map.of(
                "ecuIdentifiers",
                Map.of(kind.word(), Map.of("hardwareId", model)),
                "releaseCounter",
                counter)));
    images.describe(
        "targets",
        name,
        described(image, Map.of("hardwareIds", List.of(model), "releaseCounter", counter)));
    images.serve("targets/" + hash + "." + name, image);
  }

  private static Map<String, Object> described(Bytes image, Map<String, Object> custom) {
    return Map.of(
        "length",
        image.size(),
        "hashes",
        Map.of("sha256", Digest.of(image).value().hex()),
        "custom",
        custom);
  }

  private static Bytes image(PartKind kind, char release) {
    return switch (kind) {
      case APPLICATION ->
          new TestArchive()
              .file("start.options", "-version")
              .file("state-formats", "1 1\n")
              .folder("lib")
              .file("lib/agent.jar", "application " + release)
              .bytes();
      case RUNTIME ->
          new TestArchive().folder("bin").program("bin/java", "runtime " + release).bytes();
      case POLICY, DESCRIPTION, DETECTORS ->
          new TestArchive().file(kind.word() + ".txt", kind.word() + " " + release).bytes();
    };
  }

  /** Directs the application to be {@code image}, whatever it is. */
  void describeAs(String name, Bytes image, long counter) {
    director.targets().object("targets").remove("application-1.tar");
    publish(PartKind.APPLICATION, name, image, counter);
    director.publish(TARGETS);
    images.publish(TARGETS);
  }

  /** Where the Image repository serves it, its hash before its name. */
  private String path(String name) {
    var described = (Map<?, ?>) images.targets().object("targets").getOrDefault(name, Map.of());
    var hashes = (Map<?, ?>) Optional.<Object>ofNullable(described.get("hashes")).orElseThrow();
    return "targets/" + hashes.get("sha256") + "." + name;
  }

  /** A mirror serves other bytes of the same length. */
  void spoil(String name) {
    byte[] bytes = images.served(path(name)).orElseThrow().toArray();
    bytes[bytes.length / 2] ^= 1;
    images.serve(path(name), Bytes.of(bytes));
  }

  Bytes takeAway(String name) {
    var image = images.served(path(name)).orElseThrow();
    images.remove(path(name));
    return image;
  }

  void putBack(String name, Bytes image) {
    images.serve(path(name), image);
  }

  TrustedTime now() {
    return new TrustedTime(time.instant());
  }

  Unit unit() {
    return Unit.in(disk, UNIT, ArchiveLimits.STANDARD).orFault();
  }

  /** What the unit's confirmed version consists of, each part by its release. */
  String confirmed() {
    return unit().slot(unit().state().orFault().confirmed()).orFault().parts().values().stream()
        .map(part -> String.valueOf(part.releaseCounter()))
        .collect(Collectors.joining());
  }

  /** What is on trial, the same way; empty where nothing is. */
  String onTrial() {
    return unit()
        .state()
        .orFault()
        .trial()
        .map(trial ->
            unit().slot(trial.slot()).orFault().parts().values().stream()
                .map(part -> String.valueOf(part.releaseCounter()))
                .collect(Collectors.joining()))
        .orElse("");
  }

  UpdateSettings settings() {
    return settings(
        URI.create("https://ota.example/director"), URI.create("https://ota.example/images"));
  }

  /** What this unit is made of where its repositories are behind real servers. */
  UpdateParts.Sources sources(SSLContext tls, X509KeyManager identity) {
    return new UpdateParts.Sources(
        disk,
        folder,
        CAR.text(),
        new UpdateParts.UnitKeys(ecuKey, ImageKey.NONE, identity),
        tls,
        () -> System.nanoTime() * speed,
        Thread.ofPlatform().daemon().factory(),
        (place, why) -> told.add(new FailedSource(place, why).line()));
  }

  UpdateSettings settings(URI directorBase, URI imagesBase) {
    return settings(directorBase, imagesBase, Optional.empty());
  }

  UpdateSettings settings(URI directorBase, URI imagesBase, Optional<CoapServer> coap) {
    return new UpdateSettings(
        UNIT,
        new UpdateSettings.Repositories(
            directorBase, imagesBase, coap, Path.of("/anchors.pem"), SignaturePolicy.THRESHOLD),
        new HardwareId("tcu"),
        Architecture.X86_64,
        new UpdateSettings.Terms("Gear == PARK", EVERY, TRIAL, 3, reach));
  }

  UpdateCycle.Repositories repositories() {
    var staging = new TargetFolder(disk, folder.staging());
    return new UpdateCycle.Repositories(
        new VehicleUpdate(
            new RepositoryUpdate(
                new MetadataFolder(disk, folder.director()),
                director.metadata(),
                SignaturePolicy.THRESHOLD),
            new RepositoryUpdate(
                new MetadataFolder(disk, folder.images()),
                images.metadata(),
                SignaturePolicy.THRESHOLD)),
        new ImageDownload(
            staging,
            Staging.CHUNK,
            List.of(new Targets()),
            new ImageDownload.Limits(TimeBudget.MOBILE, RetryBudget.MOBILE, () -> nanos, _ -> {}),
            SourceListener.NONE),
        staging,
        ImageKey.NONE);
  }

  UpdateCycle cycle() {
    return new UpdateCycle(unit(), settings(), CAR, repositories(), () -> unmet, activation());
  }

  private Activation activation() {
    return new Activation(
        unit(),
        () -> unmet,
        changed -> {
          takenLive.add(changed);
          return liveRefusal;
        },
        settings().terms().attempts());
  }

  /** Of the process that the launcher started so. */
  Updater updater(String slot, String fallback) {
    var running = RunningVersion.of(disk, UNIT, Started.of(slot, fallback).orElseThrow()).orFault();
    var record = ReportRecord.open(disk, folder.report()).orFault();
    var terms = settings().terms();
    var updater =
        new Updater(
            running,
            terms,
            new UpdateParts(
                cycle(),
                new Manifests(CAR, ecuKey, this::hand, record),
                new Confirmation(unit(), health, terms.reach(), terms.trial()),
                health),
            new Updater.Ports(
                () -> nanos,
                () -> {
                  nanos += perQuestion.toNanos();
                  return time;
                },
                LATEST,
                this::look,
                new ToldUpdates(told),
                () -> restarts++,
                Thread::new));
    updater.begin();
    return updater;
  }

  private void look() {
    if (isCanHeard) {
      health.show(HealthCheck.CAN_SEEN);
    }
  }

  private Outcome<Bytes, HandingFailure> hand(Bytes manifest) {
    manifests.add(manifest);
    return handing
        .<Outcome<Bytes, HandingFailure>>map(Outcome::refused)
        .orElseGet(() -> Outcome.passed(manifest));
  }

  /** What the last manifest says, which holds. */
  VehicleManifest lastManifest() {
    var keys =
        UpdateSettings.ecus().keySet().stream()
            .collect(Collectors.toMap(ecu -> ecu, _ -> ecuKey.publicKey()));
    return ReceivedManifest.read(manifests.getLast())
        .orFault()
        .verify(new KnownVehicle(CAR, Manifests.PRIMARY, keys, 0))
        .orFault();
  }

  void pass(Duration time) {
    nanos += time.toNanos();
  }

  /** The Image repository's targets, each fetch of which is written down. */
  private final class Targets implements ImageSource {

    @Override
    public String place() {
      return "memory";
    }

    @Override
    public RemoteImage open(String path, long length, ByteBudget budget) {
      return new RemoteImage() {
        @Override
        public <E extends Exception> Outcome<Long, FetchFailure> fetch(long from, PieceSink<E> sink)
            throws E {
          fetched.add(path.substring(path.indexOf('.') + 1));
          var file = images.served("targets/" + path);
          if (file.isEmpty()) {
            return Outcome.refused(new FetchFailure.Absent());
          }
          var rest = file.get().slice((int) from, file.get().size());
          sink.accept(rest);
          return Outcome.passed((long) rest.size());
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
    }
  }
}
