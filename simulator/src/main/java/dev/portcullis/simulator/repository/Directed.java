package dev.portcullis.simulator.repository;

import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Text;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.simulator.repository.signing.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes the Director's targets metadata for one vehicle (Uptane section 5.2.3.1.1). */
public final class Directed {

  private Directed() {}

  /**
   * All members but the common ones.
   *
   * @param campaign what the images belong to, where there are any
   * @param encryptions how those that are encrypted are fetched and opened
   */
  public static Members body(
      FleetVehicle vehicle,
      Optional<CampaignId> campaign,
      Map<EcuId, Target> images,
      Map<TargetName, Members> encryptions) {
    var ecus = new LinkedHashMap<TargetName, Fields>();
    var targets = new LinkedHashMap<TargetName, Target>();
    images.forEach((ecu, target) -> {
      var model = Optional.ofNullable(vehicle.ecus().get(ecu)).orElse(target.hardware().getFirst());
      ecus.computeIfAbsent(target.name(), _ -> new Fields())
          .set(ecu.text(), new Fields().text("hardwareId", model.text()).members());
      targets.put(target.name(), target);
    });
    var listed = new Fields();
    targets.forEach((name, target) ->
        listed.set(
            name.text(),
            target.directed(
                Optional.ofNullable(ecus.get(name)).orElseGet(Fields::new).members(),
                Optional.ofNullable(encryptions.get(name)))));
    var custom = new Fields().text("vehicleIdentifier", vehicle.id().text());
    campaign.ifPresent(id -> custom.set("campaign", new Text(id.text())));
    return new Fields().put("targets", listed.members()).put("custom", custom.members()).members();
  }
}
