package dev.portcullis.simulator.image;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.ota.image.ArchiveLimits;
import dev.portcullis.ota.install.Architecture;
import dev.portcullis.ota.install.Campaign;
import dev.portcullis.ota.install.Install;
import dev.portcullis.ota.install.InstallRefusal;
import dev.portcullis.ota.install.Unit;
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
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.slot.UnitState;
import dev.portcullis.ota.uptane.AgreedImage;
import dev.portcullis.ota.uptane.Direction;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.verify.Attack;
import dev.portcullis.ota.verify.TargetSearch;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fills a new unit with its first version. There is no metadata yet: the factory is believed, and
 * describes the images itself.
 *
 * @param images the folder of them, {@code KIND.tar} for each part
 * @param release the release counter of every part: no update is ever taken below it
 */
record Factory(Path images, Architecture architecture, long release) {

  private static final HardwareId ANY = new HardwareId("unit");
  private static final int PIECE = 64 * 1024;

  /** Provisions {@code unit}, a folder that exists and has no version yet. */
  Outcome<UnitState, InstallRefusal> provision(Path unit) throws IOException {
    var descriptions = new EnumMap<PartKind, TargetFile>(PartKind.class);
    for (PartKind kind : PartKind.values()) {
      descriptions.put(kind, described(kind));
    }
    return campaign(descriptions)
        .then(campaign ->
            Unit.in(new DiskFileSystem(), unit, ArchiveLimits.STANDARD)
                .then(into ->
                    new Install(into, name -> images.resolve(name.fileName()))
                        .provision(campaign)));
  }

  private Outcome<Campaign, InstallRefusal> campaign(Map<PartKind, TargetFile> descriptions) {
    var agreed = new ArrayList<AgreedImage>();
    descriptions.forEach((kind, file) -> agreed.add(agreed(kind, file).orFault()));
    var ecus =
        descriptions.keySet().stream()
            .collect(Collectors.toMap(kind -> new EcuId(kind.word()), kind -> kind));
    return Campaign.of(new CampaignId("factory"), agreed, ecus, architecture);
  }

  /** Both repositories' part is played by the same description. */
  private Outcome<AgreedImage, Attack> agreed(PartKind kind, TargetFile file) {
    return AgreedImage.of(
        new Direction(new EcuId(kind.word()), hardware(kind), name(kind), file, release),
        new TargetSearch.Step.Found(file, RoleName.TARGETS));
  }

  private TargetFile described(PartKind kind) throws IOException {
    var digest = HashAlgorithm.SHA_256.start();
    long length = 0;
    try (var in = Files.newInputStream(images.resolve(name(kind).text()))) {
      for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
        digest.update(piece);
        length += piece.length;
      }
    }
    return new TargetFile(
        length,
        new Hashes(Map.of(HashAlgorithm.SHA_256, Bytes.of(digest.digest())), Set.of()),
        new Members(
            Map.<String, JsonValue>of(
                "releaseCounter",
                new Whole(BigInteger.valueOf(release)),
                "hardwareIds",
                new Items(List.of(new Text(hardware(kind).text()))))));
  }

  private HardwareId hardware(PartKind kind) {
    return kind == PartKind.RUNTIME ? architecture.hardware() : ANY;
  }

  private static TargetName name(PartKind kind) {
    return new TargetName(kind.word() + ".tar");
  }
}
