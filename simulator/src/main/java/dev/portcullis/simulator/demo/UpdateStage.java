package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.ota.manifest.AttackName;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.simulator.authority.Estate;
import dev.portcullis.simulator.repository.CampaignReach;
import dev.portcullis.simulator.repository.FleetCampaign;
import dev.portcullis.simulator.repository.FleetVehicle;
import dev.portcullis.simulator.repository.ImageRepository;
import dev.portcullis.simulator.repository.KeyPlan;
import dev.portcullis.simulator.repository.Lifetimes;
import dev.portcullis.simulator.repository.Repositories;
import dev.portcullis.simulator.repository.RepositoryRefusal;
import dev.portcullis.simulator.repository.Target;
import dev.portcullis.simulator.repository.VehicleProgress;
import dev.portcullis.simulator.repository.attack.Lie;
import dev.portcullis.simulator.repository.attack.Mirror;
import dev.portcullis.simulator.repository.attack.Thief;
import dev.portcullis.simulator.repository.server.GenuineShelf;
import dev.portcullis.simulator.repository.server.RepositoryServer;
import dev.portcullis.simulator.repository.server.RepositoryTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The OEM's two repositories with the demo's car in them, behind a mirror that can be told to lie.
 */
final class UpdateStage implements AutoCloseable {

  /** The model of the demo's unit. */
  static final HardwareId MODEL = new HardwareId("demo-tcu");

  private final Estate estate;
  private final AdjustableClock clock;
  private final Repositories repositories;
  private final Mirror mirror;
  private final RepositoryServer server;
  private final FleetVehicle vehicle;
  private final HardwareId processor;
  private final Thief thief;

  private UpdateStage(
      Estate estate,
      AdjustableClock clock,
      Repositories repositories,
      Mirror mirror,
      RepositoryServer server,
      FleetVehicle vehicle,
      HardwareId processor,
      Thief thief) {
    this.estate = estate;
    this.clock = clock;
    this.repositories = repositories;
    this.mirror = mirror;
    this.server = server;
    this.vehicle = vehicle;
    this.processor = processor;
    this.thief = thief;
  }

  /** Makes both in the estate's folder, takes its car into the inventory, and serves them. */
  static UpdateStage open(
      Estate estate, HardwareId processor, InstantSource right, SecureRandom random)
      throws IOException, GeneralSecurityException {
    var clock = new AdjustableClock(right);
    var place = Repositories.Place.of(estate.folder(), clock, random);
    var repositories = granted(Repositories.create(place, KeyPlan.CLASSICAL));
    var ecus = new LinkedHashMap<EcuId, HardwareId>();
    for (PartKind kind : PartKind.values()) {
      ecus.put(new EcuId(kind.word()), kind == PartKind.RUNTIME ? processor : MODEL);
    }
    var vehicle =
        new FleetVehicle(
            new VehicleId(estate.vehicle().hex()),
            ecus,
            VerificationKey.of(estate.receiptKey()).encoded());
    var _ = granted(repositories.director().add(vehicle));
    var mirror = new Mirror(new GenuineShelf(repositories));
    var server =
        RepositoryServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new RepositoryTls(estate.authority(), right).server(),
            mirror);
    var workshop = Files.createDirectories(estate.folder().resolve("thief"));
    return new UpdateStage(
        estate,
        clock,
        repositories,
        mirror,
        server,
        vehicle,
        processor,
        new Thief(repositories, workshop, random));
  }

  /** What the agent's configuration says of it. */
  String configuration(Path unit) throws IOException, GeneralSecurityException {
    return """

    [update]
    unit = "%s"
    director = "%s"
    images = "%s"
    anchors = "%s"
    signatures = "threshold"
    hardware = "%s"
    architecture = "%s"
    condition = "Speed == 0 km/h"
    ask-seconds = 3600
    trial-seconds = 60
    attempts = 2
    without-connection = "wait"
    """
        .formatted(
            unit,
            server.uri("director"),
            server.uri("images"),
            estate.authority().rootCertificate(),
            MODEL.text(),
            processor.text());
  }

  /** Writes what a unit trusts from the factory on into {@code folder}. */
  void writeRoots(Path folder) throws IOException {
    Files.write(
        folder.resolve("director.root.json"), repositories.director().root().bytes().toArray());
    Files.write(folder.resolve("images.root.json"), repositories.images().root().bytes().toArray());
  }

  /** Vouches for an image. */
  Target vouch(PartKind kind, int release, Path image) throws IOException {
    try (var _ = repositories.lock()) {
      return granted(
          repositories
              .images()
              .add(
                  RoleName.TARGETS,
                  new ImageRepository.Addition(
                      new TargetName(kind.word() + "/" + image.getFileName()),
                      image,
                      List.of(kind == PartKind.RUNTIME ? processor : MODEL),
                      release)));
    }
  }

  /** A description of another image under a name that is vouched for. */
  Target otherwise(Target genuine, Path image) throws IOException {
    return new Target(
        genuine.name(),
        Files.size(image),
        Digest.of(Bytes.of(Files.readAllBytes(image))).value(),
        genuine.hardware(),
        genuine.releaseCounter());
  }

  /** Directs the car to images that are vouched for. */
  void direct(String campaign, Map<PartKind, Target> images) throws IOException {
    var wanted = new LinkedHashMap<EcuId, String>();
    images.forEach((kind, image) -> wanted.put(new EcuId(kind.word()), image.name().text()));
    try (var _ = repositories.lock()) {
      var _ =
          granted(
              repositories
                  .director()
                  .create(
                      new CampaignId(campaign),
                      new CampaignReach.Listed(Set.of(vehicle.id())),
                      wanted));
    }
  }

  /** Takes a campaign back. */
  void cancel(String campaign) throws IOException {
    try (var _ = repositories.lock()) {
      var _ =
          granted(
              repositories
                  .director()
                  .change(new CampaignId(campaign), FleetCampaign.State.CANCELLED));
    }
  }

  /** The mirror lies like this from now on. */
  void tells(Lie lie) {
    mirror.tells(lie);
  }

  /** The mirror's memory begins here. */
  void forget() {
    mirror.forget();
  }

  /** What somebody can say who has all of the Director's online keys. */
  Lie directedByThief(PartKind kind, Target image) throws IOException {
    return granted(thief.directs(vehicle, Map.of(new EcuId(kind.word()), image)));
  }

  /** Signs the Director's next root, with other online keys. */
  void renewDirectorsKeys() throws IOException {
    try (var _ = repositories.lock()) {
      var _ =
          granted(
              repositories
                  .director()
                  .rotate(Set.of(RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP)));
    }
  }

  /** Signs as if its clock had stopped, so that what is signed now expires after {@code time}. */
  void expireSoon(Duration time) {
    clock.fallBehind(Lifetimes.DIRECTOR.timestamp().minus(time));
  }

  /** Signs with the right time again. */
  void signAsUsual() {
    clock.fallBehind(Duration.ZERO);
  }

  /** How often the car told the Director of this attack, in manifests that it signed. */
  long told(AttackName attack, String campaign) throws IOException {
    return progress(campaign).stream()
        .flatMap(each -> each.attacks().stream())
        .filter(each -> each.name() == attack)
        .mapToLong(each -> each.times())
        .sum();
  }

  /** How far the car is with a campaign, as its manifests say. */
  Optional<VehicleProgress.Stage> stage(String campaign) throws IOException {
    return progress(campaign).stream().map(VehicleProgress::stage).findFirst();
  }

  private List<VehicleProgress> progress(String campaign) throws IOException {
    try (var _ = repositories.lock()) {
      return repositories.director().progress(new CampaignId(campaign)).orElseGet(List::of);
    }
  }

  /** Where the mirror has what is for this car alone. */
  String directorPath() {
    return "director/" + vehicle.id().text() + "/metadata/";
  }

  private static <T> T granted(Outcome<T, RepositoryRefusal> outcome) throws IOException {
    return switch (outcome) {
      case Outcome.Passed<T, RepositoryRefusal>(var value) -> value;
      case Outcome.Refused<T, RepositoryRefusal>(var why) -> throw new IOException(why.what());
    };
  }

  @Override
  public void close() {
    server.close();
  }
}
