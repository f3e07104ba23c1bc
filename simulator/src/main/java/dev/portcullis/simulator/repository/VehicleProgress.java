package dev.portcullis.simulator.repository;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.manifest.DetectedAttack;
import dev.portcullis.ota.manifest.VehicleManifest;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.EndedTrial;
import dev.portcullis.ota.slot.TrialEnd;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.simulator.repository.FleetCampaign.Misfit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far one vehicle is with a campaign, as its manifests say.
 *
 * @param attacks it detected, as far as its manifests are kept; not of this campaign alone
 */
public record VehicleProgress(VehicleId vehicle, Stage stage, List<DetectedAttack> attacks) {

  /** Copies the list. */
  public VehicleProgress {
    attacks = List.copyOf(attacks);
  }

  /** Where it stands. */
  public sealed interface Stage {

    /** It lacks one of the ECUs, or has one of other hardware: it is directed to nothing of it. */
    record DoesNotFit() implements Stage {}

    /** An image is encrypted and it can open none: it is directed to nothing of it. */
    record NoImageKey() implements Stage {}

    /** No manifest of it has come. */
    record Silent() implements Stage {}

    /** It has other images. */
    record Waiting() implements Stage {}

    /** It has all of the campaign's images. */
    record Installed() implements Stage {}

    /** It tried them and went back. */
    record FellBack(EndedTrial trial) implements Stage {}
  }

  /** Of a vehicle that the campaign is for. */
  static VehicleProgress of(
      FleetCampaign campaign, FleetVehicle vehicle, List<VehicleManifest> manifests) {
    var attacks = manifests.stream().flatMap(each -> each.detected().list().stream()).toList();
    var stage =
        switch (campaign.fitting(vehicle)) {
          case Outcome.Refused<Map<EcuId, Target>, Misfit>(var why) ->
              switch (why) {
                case HARDWARE -> new Stage.DoesNotFit();
                case NO_IMAGE_KEY -> new Stage.NoImageKey();
              };
          case Outcome.Passed<Map<EcuId, Target>, Misfit>(var images) ->
              manifests.isEmpty()
                  ? new Stage.Silent()
                  : stage(campaign.id(), images, manifests.getFirst());
        };
    return new VehicleProgress(vehicle.id(), stage, attacks);
  }

  private static Stage stage(
      CampaignId campaign, Map<EcuId, Target> images, VehicleManifest newest) {
    if (images.entrySet().stream().allMatch(each -> has(newest, each.getKey(), each.getValue()))) {
      return new Stage.Installed();
    }
    return newest
        .ended()
        .filter(trial -> trial.campaign().equals(campaign) && trial.end() != TrialEnd.CONFIRMED)
        .<Stage>map(Stage.FellBack::new)
        .orElseGet(Stage.Waiting::new);
  }

  private static boolean has(VehicleManifest manifest, EcuId ecu, Target image) {
    return Optional.ofNullable(manifest.installed().get(ecu))
        .map(each -> each.hashes().known().get(HashAlgorithm.SHA_256))
        .filter(image.sha256()::equals)
        .isPresent();
  }
}
