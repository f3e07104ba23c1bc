package dev.portcullis.ota.install;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.ota.image.ArchiveLimits;
import dev.portcullis.ota.json.JsonValue;
import dev.portcullis.ota.json.JsonValue.Items;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Text;
import dev.portcullis.ota.json.JsonValue.Whole;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.metadata.Hashes;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.slot.Slot;
import dev.portcullis.ota.testing.TestArchive;
import dev.portcullis.ota.uptane.AgreedImage;
import dev.portcullis.ota.uptane.Direction;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.verify.TargetSearch;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A unit on any disk, and campaigns whose images were fetched already. */
final class UnitBench {

  static final Duration DEADLINE = Duration.ofMinutes(5);
  static final int ATTEMPTS = 3;
  static final Preconditions PARKED = Optional::empty;
  static final LiveActivation TAKES_ALL = _ -> Optional.empty();

  private final FileSystem files;
  private final Path folder;
  private final Path staging;

  private UnitBench(FileSystem files, Path folder) {
    this.files = files;
    this.folder = folder;
    this.staging = folder.resolve("staging");
  }

  /** In {@code folder}, which exists. */
  static UnitBench in(FileSystem files, Path folder) {
    return new UnitBench(files, folder);
  }

  /** The same bench on the disk that was left. */
  UnitBench on(FileSystem other) {
    return new UnitBench(other, folder);
  }

  FileSystem files() {
    return files;
  }

  Path folder() {
    return folder;
  }

  Unit unit() {
    return open().orFault();
  }

  Outcome<Unit, InstallRefusal> open() {
    return Unit.in(files, folder, ArchiveLimits.STANDARD);
  }

  Install install() {
    return new Install(unit(), this::staged);
  }

  Path staged(TargetName name) {
    return staging.resolve(name.fileName());
  }

  Activation activation(LiveActivation live) {
    return new Activation(unit(), PARKED, live, ATTEMPTS);
  }

  /** Of a version that shows everything at once. */
  Confirmation confirmation() {
    return confirmation(EnumSet.allOf(HealthCheck.class));
  }

  Confirmation confirmation(EnumSet<HealthCheck> shown) {
    return new Confirmation(unit(), () -> shown, Confirmation.Reach.REQUIRED, DEADLINE);
  }

  /** What the unit's confirmed version consists of, each part by its release. */
  String confirmed() {
    return unit().slot(unit().state().orFault().confirmed()).map(UnitBench::releases).orFault();
  }

  static String releases(Slot slot) {
    var shown = new StringBuilder();
    slot.parts().values().forEach(part -> shown.append(part.releaseCounter()));
    return shown.toString();
  }

  /** What has to be above zero is; in the order of the kinds. */
  String floors() {
    var shown = new StringBuilder();
    unit().state().orFault().floors().values().forEach(shown::append);
    return shown.toString();
  }

  /** Makes the folder of fetched images. */
  UnitBench withStaging() {
    try {
      files.createFolder(staging);
      files.forceFolder(folder);
      return this;
    } catch (StorageFault fault) {
      throw new AssertionError(fault);
    }
  }

  /** Every part in release 1, confirmed in slot A. */
  UnitBench provisioned() {
    var _ = withStaging().install().provision(campaign("factory", "11111")).orFault();
    return this;
  }

  /**
   * A campaign whose images are put into the staging folder.
   *
   * @param releases of each part in the order of the kinds, a digit each; a point for none
   */
  Campaign campaign(String id, String releases) {
    return campaign(id, images(releases), releases, new HardwareId("x86_64")).orFault();
  }

  /** The same with any images. */
  Outcome<Campaign, InstallRefusal> campaign(
      String id, Map<PartKind, Bytes> images, String releases, HardwareId hardware) {
    images.forEach((kind, image) -> {
      var _ = AtomicFile.write(files, staged(name(id, kind)), image).orFault();
    });
    return described(id, images, releases, hardware);
  }

  /** A campaign whose images lie in the staging folder already. */
  Campaign fetched(String id, String releases) {
    return described(id, images(releases), releases, new HardwareId("x86_64")).orFault();
  }

  /** One for each part that has a release. */
  static Map<PartKind, Bytes> images(String releases) {
    var images = new EnumMap<PartKind, Bytes>(PartKind.class);
    for (PartKind kind : PartKind.values()) {
      char release = release(releases, kind);
      if (release != '.') {
        images.put(kind, image(kind, release));
      }
    }
    return images;
  }

  private static Outcome<Campaign, InstallRefusal> described(
      String id, Map<PartKind, Bytes> images, String releases, HardwareId hardware) {
    var agreed =
        images.entrySet().stream()
            .map(each ->
                agreed(
                    each.getKey(),
                    name(id, each.getKey()),
                    each.getValue(),
                    release(releases, each.getKey()) - '0',
                    each.getKey() == PartKind.RUNTIME ? hardware : new HardwareId("tcu")))
            .toList();
    return Campaign.of(new CampaignId(id), agreed, ecus(), Architecture.X86_64);
  }

  private static TargetName name(String id, PartKind kind) {
    return new TargetName(kind.word() + "-" + id + ".tar");
  }

  private static char release(String releases, PartKind kind) {
    return releases.charAt(List.of(PartKind.values()).indexOf(kind));
  }

  static Map<EcuId, PartKind> ecus() {
    var ecus = new TreeMap<String, PartKind>();
    for (PartKind kind : PartKind.values()) {
      ecus.put("unit-7-" + kind.word(), kind);
    }
    return ecus.entrySet().stream()
        .collect(Collectors.toMap(each -> new EcuId(each.getKey()), Map.Entry::getValue));
  }

  static AgreedImage agreed(
      PartKind kind, TargetName name, Bytes image, long release, HardwareId hardware) {
    var described = described(image, release, hardware);
    return AgreedImage.of(
            new Direction(new EcuId("unit-7-" + kind.word()), hardware, name, described, release),
            new TargetSearch.Step.Found(described, new RoleName("targets")))
        .orFault();
  }

  static TargetFile described(Bytes image, long release, HardwareId hardware) {
    var hash = Bytes.of(HashAlgorithm.SHA_256.start().digest(image.toArray()));
    return new TargetFile(
        image.size(),
        new Hashes(Map.of(HashAlgorithm.SHA_256, hash), Set.of()),
        new Members(
            Map.<String, JsonValue>of(
                "releaseCounter",
                new Whole(BigInteger.valueOf(release)),
                "hardwareIds",
                new Items(List.of(new Text(hardware.text()))))));
  }

  /** What the images hold: enough for the launcher to start something. */
  static Bytes image(PartKind kind, char release) {
    return switch (kind) {
      case APPLICATION -> application(release, "1 1");
      case RUNTIME ->
          new TestArchive()
              .folder("bin")
              .program("bin/java", program(release))
              .file("release", "runtime " + release)
              .bytes();
      case POLICY, DESCRIPTION, DETECTORS ->
          new TestArchive().file(kind.word() + ".txt", kind.word() + " " + release).bytes();
    };
  }

  static Bytes application(char release, String formats) {
    return new TestArchive()
        .file("start.options", "-version")
        .file("state-formats", formats + "\n")
        .folder("lib")
        .file("lib/agent.jar", "application " + release)
        .bytes();
  }

  private static String program(char release) {
    return """
    #!/bin/sh
    printf 'runtime %s, %%s, slot %%s, fallback %%s, %%s\\n' \\
      "$(cat lib/agent.jar)" "$PORTCULLIS_SLOT" "${PORTCULLIS_FALLBACK:-none}" "$*"
    """
        .formatted(release);
  }
}
