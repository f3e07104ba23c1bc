package dev.portcullis.simulator.repository.console;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.JsonValue;
import dev.portcullis.ota.json.JsonValue.Items;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.manifest.DetectedAttack;
import dev.portcullis.simulator.repository.FleetCampaign;
import dev.portcullis.simulator.repository.Repositories;
import dev.portcullis.simulator.repository.RepositoryRefusal;
import dev.portcullis.simulator.repository.VehicleProgress;
import dev.portcullis.simulator.repository.VehicleProgress.Stage;
import dev.portcullis.simulator.repository.signing.Fields;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code ./portcullis sim ota campaign status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Every campaign, and how far each of its vehicles is by its last manifest: INSTALLED,"
          + " FELL_BACK with the reason, WAITING, SILENT or DOES_NOT_FIT.",
      "Below a vehicle stand the attacks it reported, as far as its manifests are kept."
    },
    footer = {"", "Example:", "  ./portcullis sim ota campaign status --folder cloud --json"})
final class CampaignStatusCommand extends OtaTask {

  CampaignStatusCommand(InstantSource clock, SecureRandom random) {
    super(clock, random);
  }

  @Override
  Outcome<Said, RepositoryRefusal> perform(Repositories repositories) throws IOException {
    var lines = new ArrayList<String>();
    var data = new ArrayList<JsonValue>();
    var director = repositories.director();
    for (FleetCampaign campaign : director.campaigns()) {
      var vehicles = director.progress(campaign.id()).orElse(List.of());
      lines.add(CampaignText.line(campaign));
      var listed = new ArrayList<JsonValue>();
      for (VehicleProgress each : vehicles) {
        lines.add("   " + each.vehicle() + "  " + word(each.stage()) + reason(each.stage()));
        for (DetectedAttack attack : each.attacks()) {
          lines.add(
              "      reported "
                  + attack.name()
                  + " "
                  + attack.subject()
                  + ": "
                  + attack.detail()
                  + " ("
                  + attack.times()
                  + " times)");
        }
        listed.add(data(each));
      }
      data.add(Fields.of(CampaignText.data(campaign)).put("vehicles", new Items(listed)).members());
    }
    if (lines.isEmpty()) {
      lines.add("no campaigns");
    }
    return Outcome.passed(
        new Said(lines, new Fields().put("campaigns", new Items(data)).members()));
  }

  private static Members data(VehicleProgress progress) {
    var attacks = new ArrayList<JsonValue>();
    for (DetectedAttack attack : progress.attacks()) {
      attacks.add(
          new Fields()
              .text("attack", attack.name().name())
              .text("subject", attack.subject())
              .text("detail", attack.detail())
              .whole("times", attack.times())
              .members());
    }
    var fields =
        new Fields()
            .text("vehicle", progress.vehicle().text())
            .text("stage", word(progress.stage()))
            .put("attacks", new Items(attacks));
    return progress.stage() instanceof Stage.FellBack(var trial)
        ? fields.text("reason", trial.end().name()).members()
        : fields.members();
  }

  private static String word(Stage stage) {
    return switch (stage) {
      case Stage.DoesNotFit() -> "DOES_NOT_FIT";
      case Stage.NoImageKey() -> "NO_IMAGE_KEY";
      case Stage.Silent() -> "SILENT";
      case Stage.Waiting() -> "WAITING";
      case Stage.Installed() -> "INSTALLED";
      case Stage.FellBack _ -> "FELL_BACK";
    };
  }

  private static String reason(Stage stage) {
    return stage instanceof Stage.FellBack(var trial)
        ? " " + trial.end() + (trial.missing().isEmpty() ? "" : ", not shown: " + trial.missing())
        : "";
  }
}
