package dev.portcullis.simulator.repository;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.simulator.repository.signing.Fields;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Images for some vehicles, which belong together: a vehicle is directed to all or to none.
 *
 * @param serial rises with each campaign
 * @param images by the ECU that is to have them, at least one
 */
public record FleetCampaign(
    CampaignId id, long serial, State state, CampaignReach reach, Map<EcuId, Target> images) {

  /** Whether vehicles are directed to it. */
  public enum State {
    /** They are. */
    RUNNING,
    /** They are not; those that have it keep it. */
    PAUSED,
    /** They never will be again. */
    CANCELLED
  }

  /** Copies the images, and keeps their order. */
  public FleetCampaign {
    images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
  }

  /** The same in another state. */
  FleetCampaign in(State other) {
    return new FleetCampaign(id, serial, other, reach, images);
  }

  /** The same for others. */
  FleetCampaign reaching(CampaignReach other) {
    return new FleetCampaign(id, serial, state, other, images);
  }

  /** Why a vehicle is directed to nothing of it. */
  enum Misfit {
    /** It lacks one of the ECUs, or has one of another model than the image is made for. */
    HARDWARE,
    /** An image is encrypted, and the vehicle can open none. */
    NO_IMAGE_KEY
  }

  /** What each ECU of a vehicle is to have. */
  Outcome<Map<EcuId, Target>, Misfit> fitting(FleetVehicle vehicle) {
    var fitting = new LinkedHashMap<EcuId, Target>();
    for (Map.Entry<EcuId, Target> image : images.entrySet()) {
      var ecu = vehicle.meant(image.getKey());
      var model = ecu.flatMap(each -> Optional.ofNullable(vehicle.ecus().get(each)));
      if (ecu.isEmpty() || !image.getValue().hardware().contains(model.orElseThrow())) {
        return Outcome.refused(Misfit.HARDWARE);
      }
      fitting.put(ecu.get(), image.getValue());
    }
    return vehicle.imageKey().isEmpty()
            && images.values().stream().anyMatch(each -> each.form() == Target.Form.ENCRYPTED)
        ? Outcome.refused(Misfit.NO_IMAGE_KEY)
        : Outcome.passed(fitting);
  }

  Members stored() {
    var stored = new Fields();
    images.forEach((ecu, image) ->
        stored.set(
            ecu.text(),
            new Fields()
                .text("name", image.name().text())
                .whole("length", image.length())
                .text("sha256", image.sha256().hex())
                .texts("hardware", image.hardware().stream().map(HardwareId::text).toList())
                .whole("releaseCounter", image.releaseCounter())
                .text("form", image.form().name())
                .members()));
    var fields =
        new Fields()
            .text("campaign", id.text())
            .whole("serial", serial)
            .text("state", state.name())
            .put("images", stored.members());
    return switch (reach) {
      case CampaignReach.Listed(var vehicles) ->
          fields
              .texts("vehicles", vehicles.stream().map(VehicleId::text).sorted().toList())
              .members();
      case CampaignReach.Part(int percent) -> fields.whole("percent", percent).members();
    };
  }

  static FleetCampaign of(StoredFields stored) throws IOException {
    var images = new LinkedHashMap<EcuId, Target>();
    for (var each : stored.children("images").entrySet()) {
      var image = each.getValue();
      images.put(
          new EcuId(each.getKey()),
          new Target(
              new TargetName(image.text("name")),
              image.whole("length"),
              image.hex("sha256"),
              image.texts("hardware").stream().map(HardwareId::new).toList(),
              image.whole("releaseCounter"),
              image.has("form") ? Target.Form.valueOf(image.text("form")) : Target.Form.PLAIN));
    }
    var reach =
        stored.has("percent")
            ? new CampaignReach.Part((int) stored.whole("percent"))
            : new CampaignReach.Listed(
                stored.texts("vehicles").stream().map(VehicleId::new).collect(Collectors.toSet()));
    return new FleetCampaign(
        new CampaignId(stored.text("campaign")),
        stored.whole("serial"),
        State.valueOf(stored.text("state")),
        reach,
        images);
  }
}
