package dev.portcullis.simulator.repository.console;

import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Text;
import dev.portcullis.simulator.repository.CampaignReach;
import dev.portcullis.simulator.repository.FleetCampaign;
import dev.portcullis.simulator.repository.signing.Fields;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A campaign for people and for programs. */
final class CampaignText {

  private static final int WHOLE = 100;

  private CampaignText() {}

  static String line(FleetCampaign campaign) {
    return campaign.id()
        + "  "
        + campaign.state().name().toLowerCase(Locale.ROOT)
        + ", "
        + reach(campaign.reach())
        + ": "
        + campaign.images().entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue().name())
            .collect(Collectors.joining(" "));
  }

  private static String reach(CampaignReach reach) {
    return switch (reach) {
      case CampaignReach.Listed(var vehicles) -> "for " + vehicles.size() + " vehicles";
      case CampaignReach.Part(int percent) -> "for " + percent + " % of the fleet";
    };
  }

  static Members data(FleetCampaign campaign) {
    var images = new Fields();
    campaign
        .images()
        .forEach((ecu, image) -> images.set(ecu.text(), new Text(image.name().text())));
    var fields =
        new Fields()
            .text("campaign", campaign.id().text())
            .text("state", campaign.state().name())
            .put("images", images.members());
    return switch (campaign.reach()) {
      case CampaignReach.Listed(var vehicles) ->
          fields
              .texts("listed", vehicles.stream().map(each -> each.text()).sorted().toList())
              .members();
      case CampaignReach.Part(int percent) -> fields.whole("percent", percent).members();
    };
  }

  /** So much of the fleet, if there can be so much. */
  static Optional<CampaignReach.Part> part(int percent) {
    return percent >= 0 && percent <= WHOLE
        ? Optional.of(new CampaignReach.Part(percent))
        : Optional.empty();
  }
}
