package dev.portcullis.ota.install;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.uptane.AgreedImage;
import dev.portcullis.ota.uptane.Direction;
import dev.portcullis.ota.uptane.EcuId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images that are installed together or not at all, one for each part that changes. */
public final class Campaign {

  private final CampaignId id;
  private final Map<PartKind, Direction> directions;

  private Campaign(CampaignId id, Map<PartKind, Direction> directions) {
    this.id = id;
    this.directions = Collections.unmodifiableMap(directions);
  }

  /** What the OEM calls it. */
  public CampaignId id() {
    return id;
  }

  /** What is to be installed, in the order of the kinds. */
  Map<PartKind, Direction> directions() {
    return directions;
  }

  /**
   * The images that are for this unit; those for other ECUs are left to others. Refused where there
   * is none, where two are for one part, and where a runtime is for another processor.
   *
   * @param ecus what each of this unit's ECUs is to Uptane
   */
  public static Outcome<Campaign, InstallRefusal> of(
      CampaignId id,
      List<AgreedImage> agreed,
      Map<EcuId, PartKind> ecus,
      Architecture architecture) {
    var directions = new EnumMap<PartKind, Direction>(PartKind.class);
    for (AgreedImage image : agreed) {
      var direction = image.direction();
      var kind = Optional.ofNullable(ecus.get(direction.ecu()));
      if (kind.isEmpty()) {
        continue;
      }
      if (kind.get() == PartKind.RUNTIME && !direction.hardware().equals(architecture.hardware())) {
        return Outcome.refused(
            new InstallRefusal.WrongHardware(direction.hardware(), architecture));
      }
      if (directions.put(kind.get(), direction) != null) {
        return Outcome.refused(new InstallRefusal.TwoForOnePart(kind.get()));
      }
    }
    return directions.isEmpty()
        ? Outcome.refused(new InstallRefusal.NothingForThisUnit())
        : Outcome.passed(new Campaign(id, directions));
  }
}
