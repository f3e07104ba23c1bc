package dev.portcullis.simulator.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.keys.Identity;
import dev.portcullis.ota.encrypted.Envelope;
import dev.portcullis.ota.encrypted.ImageKey;
import dev.portcullis.ota.encrypted.SoftwareImageKey;
import dev.portcullis.ota.fetch.HttpDirector;
import dev.portcullis.ota.fetch.HttpImageSource;
import dev.portcullis.ota.fetch.HttpSource;
import dev.portcullis.ota.fetch.RetryBudget;
import dev.portcullis.ota.fetch.ServerTrust;
import dev.portcullis.ota.fetch.TimeBudget;
import dev.portcullis.ota.image.ArchiveLimits;
import dev.portcullis.ota.image.ImageStore;
import dev.portcullis.ota.image.UnpackRefusal;
import dev.portcullis.ota.image.UnpackedImage;
import dev.portcullis.ota.manifest.DetectedAttack;
import dev.portcullis.ota.manifest.DetectedAttacks;
import dev.portcullis.ota.manifest.InstalledImage;
import dev.portcullis.ota.manifest.LatestTime;
import dev.portcullis.ota.manifest.VehicleManifest;
import dev.portcullis.ota.metadata.FileNaming;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.metadata.Hashes;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.store.MetadataFolder;
import dev.portcullis.ota.store.Staging;
import dev.portcullis.ota.store.TargetFolder;
import dev.portcullis.ota.update.AgreedUpdate;
import dev.portcullis.ota.update.ImageDownload;
import dev.portcullis.ota.update.RepositoryUpdate;
import dev.portcullis.ota.update.SourceListener;
import dev.portcullis.ota.update.UpdateRefusal;
import dev.portcullis.ota.update.VehicleUpdate;
import dev.portcullis.ota.uptane.AgreedImage;
import dev.portcullis.ota.uptane.Delivery;
import dev.portcullis.ota.uptane.Direction;
import dev.portcullis.ota.uptane.Ecu;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.uptane.Vehicle;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.ota.verify.Attack;
import dev.portcullis.ota.verify.SignaturePolicy;
import dev.portcullis.ota.verify.TrustedTime;
import dev.portcullis.simulator.authority.Authority;
import dev.portcullis.simulator.authority.Estate;
import dev.portcullis.simulator.authority.KeyFiles;
import dev.portcullis.simulator.image.ImagePacker;
import dev.portcullis.simulator.repository.attack.Mirror;
import dev.portcullis.simulator.repository.coap.BlockServer;
import dev.portcullis.simulator.repository.server.GenuineShelf;
import dev.portcullis.simulator.repository.server.RepositoryServer;
import dev.portcullis.simulator.repository.server.RepositoryTls;
import dev.portcullis.simulator.repository.server.VehicleKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** Repositories behind their real server, with a mirror in between, and vehicles that ask it. */
final class TestFleet implements AutoCloseable {

  /** When everything is made. */
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private static final TimeBudget PATIENCE =
      new TimeBudget(Duration.ofSeconds(2), Duration.ofSeconds(3), 4096);

  final Path folder;
  final SecureRandom random = new SecureRandom();
  final Repositories repositories;
  final Mirror mirror;
  final RepositoryServer server;
  private final RepositoryTls tls;
  private final Map<String, KeyFiles> keys = new HashMap<>();
  private Instant now = NOW;
  private long manifests;

  TestFleet(Path folder, KeyPlan plan) throws IOException, GeneralSecurityException {
    this.folder = folder;
    var place = Repositories.Place.of(folder, () -> now, random);
    repositories = Repositories.create(place, plan).orFault();
    tls = new RepositoryTls(Authority.open(folder, () -> now, random), () -> now);
    mirror = new Mirror(new GenuineShelf(repositories));
    server =
        RepositoryServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls.server(), mirror);
  }

  /** Lets time pass. */
  void pass(Duration time) {
    now = now.plus(time);
  }

  /** A vehicle with an application and a policy. */
  FleetVehicle addVehicle(String name) throws IOException, GeneralSecurityException {
    return addVehicle(name, VehicleKeys::imageKey);
  }

  /** An older one, which can open nothing that is encrypted. */
  FleetVehicle addVehicleWithoutImageKey(String name) throws IOException, GeneralSecurityException {
    return addVehicle(name, _ -> Optional.empty());
  }

  private FleetVehicle addVehicle(String name, Function<KeyFiles, Optional<PublicKey>> imageKey)
      throws IOException, GeneralSecurityException {
    var id = new VehicleId(name);
    var files = VehicleKeys.of(tls.authority(), id);
    keys.put(name, files);
    var ecus = new LinkedHashMap<EcuId, HardwareId>();
    ecus.put(new EcuId(name + "-application"), new HardwareId("tcu"));
    ecus.put(new EcuId(name + "-policy"), new HardwareId("policy"));
    var vehicle = new FleetVehicle(id, ecus, VehicleKeys.primaryKey(files), imageKey.apply(files));
    return repositories.director().add(vehicle).orFault();
  }

  /** An image in the repository. */
  void addTarget(String name, String content, String hardware, long counter) throws IOException {
    var _ = target(name, content, hardware, counter);
  }

  /** An image in the repository, for who needs its description. */
  Target target(String name, String content, String hardware, long counter) throws IOException {
    return addTarget(RoleName.TARGETS, name, content, hardware, counter).orFault();
  }

  /** An image of a policy, which is served encrypted. */
  Target addEncrypted(String name, String content, long counter) throws IOException {
    var _ = policyImage(content);
    return repositories.addEncrypted(RoleName.TARGETS, addition(name, "policy", counter)).orFault();
  }

  /** An archive with this policy, where images are added from. */
  Path policyImage(String content) throws IOException {
    var from = Files.createTempDirectory(folder, "policy");
    Files.writeString(from.resolve("policy.json"), content);
    Files.writeString(from.resolve("policy.signatures"), "signatures");
    var image = folder.resolve("image");
    var _ = ImagePacker.pack(PartKind.POLICY, from, Map.of(), image).orFault();
    return image;
  }

  /** An image that somebody else vouches for. */
  Outcome<Target, RepositoryRefusal> addTarget(
      RoleName role, String name, String content, String hardware, long counter)
      throws IOException {
    var _ = Files.writeString(folder.resolve("image"), content);
    return repositories.images().add(role, addition(name, hardware, counter));
  }

  ImageRepository.Addition addition(String name, String hardware, long counter) {
    return new ImageRepository.Addition(
        Target.name(name).orFault(),
        folder.resolve("image"),
        List.of(new HardwareId(hardware)),
        counter);
  }

  /** A campaign for one vehicle. */
  void direct(String campaign, String vehicle, String ecu, String target) throws IOException {
    var _ =
        repositories
            .director()
            .create(
                new CampaignId(campaign),
                new CampaignReach.Listed(Set.of(new VehicleId(vehicle))),
                Map.of(new EcuId(ecu), target))
            .orFault();
  }

  /** The same images over CoAP besides. */
  BlockServer blocks() throws IOException, GeneralSecurityException {
    return BlockServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls, mirror);
  }

  /** What a vehicle shows a server. */
  Identity identity(String vehicle) {
    return Estate.open(Optional.ofNullable(keys.get(vehicle)).orElseThrow())
        .identity(KeyFiles.IDENTITY)
        .orFault();
  }

  SSLContext context(String vehicle) throws IOException, GeneralSecurityException {
    return tls.client(Optional.ofNullable(keys.get(vehicle)).orElseThrow());
  }

  /** The key that a vehicle signs its manifests with. */
  Signer ecuKey(String vehicle) {
    return Estate.open(Optional.ofNullable(keys.get(vehicle)).orElseThrow())
        .signer(VehicleKeys.ECU)
        .orFault();
  }

  /** What a vehicle opens encrypted images with. */
  ImageKey imageKey(String vehicle) {
    return new SoftwareImageKey(
        Estate.open(Optional.ofNullable(keys.get(vehicle)).orElseThrow())
            .agreementKey(VehicleKeys.IMAGE)
            .orFault());
  }

  /** The unit of a vehicle, provisioned with the present roots. */
  Unit unit(FleetVehicle vehicle, SignaturePolicy policy)
      throws IOException, GeneralSecurityException {
    var home = Files.createTempDirectory(folder, "unit");
    for (String each : List.of("director", "images", "targets", "unpacked")) {
      Files.createDirectory(home.resolve(each));
    }
    Files.write(
        home.resolve("director/root.json"), repositories.director().root().bytes().toArray());
    Files.write(home.resolve("images/root.json"), repositories.images().root().bytes().toArray());
    return new Unit(vehicle, home, policy, new ServerTrust.Given(context(vehicle.id().text())));
  }

  /** What a vehicle's agent does. */
  final class Unit {

    private final FleetVehicle vehicle;
    private final Path home;
    private final SignaturePolicy policy;
    private final ServerTrust trust;
    private final Map<EcuId, Long> counters = new HashMap<>();

    private Unit(FleetVehicle vehicle, Path home, SignaturePolicy policy, ServerTrust trust) {
      this.vehicle = vehicle;
      this.home = home;
      this.policy = policy;
      this.trust = trust;
    }

    /** Has a release of this counter now. */
    void has(String ecu, long counter) {
      counters.put(new EcuId(vehicle.id().text() + "-" + ecu), counter);
    }

    private RepositoryUpdate repository(String name, String path) {
      var source = new HttpSource(server.uri(path), PATIENCE, trust, System::nanoTime);
      return new RepositoryUpdate(
          new MetadataFolder(new DiskFileSystem(), home.resolve(name)), source, policy);
    }

    Outcome<List<AgreedImage>, UpdateRefusal> check() {
      var ecus = new HashMap<EcuId, Ecu>();
      vehicle
          .ecus()
          .forEach((ecu, model) -> ecus.put(ecu, new Ecu(model, counters.getOrDefault(ecu, 0L))));
      return new VehicleUpdate(
              repository("director", "director/" + vehicle.id().text() + "/metadata/"),
              repository("images", "images/metadata/"))
          .check(new Vehicle(vehicle.id(), ecus), new TrustedTime(now))
          .map(AgreedUpdate::images);
    }

    /** What is agreed on, as text; or what is wrong. */
    String said() {
      return told(
          check()
              .map(list ->
                  list.stream()
                      .map(AgreedImage::direction)
                      .map(each -> each.ecu() + " " + each.name() + " " + each.releaseCounter())
                      .sorted()
                      .toList()
                      .toString()));
    }

    /** As text; an attack is told to the Director, which must have it from then on. */
    private String told(Outcome<String, UpdateRefusal> outcome) {
      if (outcome instanceof Outcome.Refused<?, ?>(UpdateRefusal.Attacked(var attack))) {
        tell(attack);
      }
      return TestFleet.said(outcome);
    }

    private void tell(Attack attack) {
      var installed = new LinkedHashMap<EcuId, InstalledImage>();
      vehicle.ecus().keySet().forEach(ecu -> installed.put(ecu, old(ecu)));
      var manifest =
          new VehicleManifest(
                  vehicle.id(),
                  vehicle.primary(),
                  ++manifests,
                  new LatestTime(now, LatestTime.Standing.TRUSTED),
                  installed,
                  DetectedAttacks.NONE.with(attack),
                  Optional.empty())
              .signedBy(ecuKey(vehicle.id().text()));
      var director =
          new HttpDirector(
              server.uri("director/" + vehicle.id().text() + "/"), TimeBudget.MOBILE, trust);
      assertEquals(Outcome.passed(manifest), director.hand(manifest));
      assertTrue(
          attacks(vehicle.id()).contains(DetectedAttacks.NONE.with(attack).list().getFirst()),
          attack.line());
    }

    private static InstalledImage old(EcuId ecu) {
      var hash = Digest.of(Bytes.utf8("old")).value();
      return new InstalledImage(
          new TargetName(ecu.text() + "-old.tar"),
          3,
          new Hashes(Map.of(HashAlgorithm.SHA_256, hash), Set.of()),
          0);
    }

    /** The content of what is fetched for the first image that is agreed on; or what is wrong. */
    String fetched() {
      return told(fetchFirst().map(Fetched::file).map(TestFleet::content));
    }

    /**
     * The policy in the first image that is agreed on, fetched and unpacked with {@code key}; or
     * what is wrong.
     */
    String unpacked(ImageKey key) {
      return TestFleet.said(fetchFirst().map(fetched -> unpacked(fetched, key)));
    }

    private String unpacked(Fetched fetched, ImageKey key) {
      var direction = fetched.direction();
      var envelope =
          switch (direction.delivery()) {
            case Delivery.Plain() -> new Envelope.None();
            case Delivery.Encrypted(var _, var _, var sealed) ->
                new Envelope.Encrypted(key, sealed);
          };
      var store =
          new ImageStore(new DiskFileSystem(), home.resolve("unpacked"), ArchiveLimits.STANDARD);
      return switch (store.unpack(fetched.file(), direction.name(), direction.file(), envelope)) {
        case Outcome.Refused<UnpackedImage, UnpackRefusal>(var why) -> why.toString();
        case Outcome.Passed<UnpackedImage, UnpackRefusal>(var image) ->
            content(store.path(image.image()).resolve("policy.json"));
      };
    }

    private record Fetched(Direction direction, Path file) {}

    private Outcome<Fetched, UpdateRefusal> fetchFirst() {
      var source =
          new HttpImageSource(server.uri("images/targets/"), PATIENCE, trust, System::nanoTime);
      var limits =
          new ImageDownload.Limits(
              PATIENCE,
              new RetryBudget(2, Duration.ofMillis(1), Duration.ofMillis(1)),
              System::nanoTime,
              Thread::sleep);
      var download =
          new ImageDownload(
              new TargetFolder(new DiskFileSystem(), home.resolve("targets")),
              Staging.CHUNK,
              List.of(source),
              limits,
              SourceListener.NONE);
      return check()
          .then(list -> {
            var direction = list.getFirst().direction();
            return download
                .fetch(direction.fetchedName(), direction.fetchedFile(), FileNaming.CONSISTENT)
                .map(file -> new Fetched(direction, file));
          });
    }
  }

  /** What the Director was told by manifests of a vehicle. */
  private List<DetectedAttack> attacks(VehicleId vehicle) {
    try {
      var attacks = new ArrayList<DetectedAttack>();
      for (var campaign : repositories.director().campaigns()) {
        repositories.director().progress(campaign.id()).orElseThrow().stream()
            .filter(each -> each.vehicle().equals(vehicle))
            .forEach(each -> attacks.addAll(each.attacks()));
      }
      return attacks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String said(Outcome<String, UpdateRefusal> outcome) {
    return switch (outcome) {
      case Outcome.Passed<String, UpdateRefusal>(var text) -> text;
      case Outcome.Refused<String, UpdateRefusal>(UpdateRefusal.Attacked(var attack)) ->
          attack.code() + " " + attack.subject();
      case Outcome.Refused<String, UpdateRefusal>(var other) -> other.toString();
    };
  }

  @Override
  public void close() {
    server.close();
  }
}
