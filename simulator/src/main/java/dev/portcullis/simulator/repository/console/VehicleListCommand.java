package dev.portcullis.simulator.repository.console;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.JsonValue;
import dev.portcullis.ota.json.JsonValue.Items;
import dev.portcullis.ota.json.JsonValue.Text;
import dev.portcullis.ota.json.JsonValue.Truth;
import dev.portcullis.simulator.repository.FleetVehicle;
import dev.portcullis.simulator.repository.Repositories;
import dev.portcullis.simulator.repository.RepositoryRefusal;
import dev.portcullis.simulator.repository.signing.Fields;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import picocli.CommandLine.Command;

/** {@code ./portcullis sim ota vehicle list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Lists the Director's inventory: every vehicle, and its ECUs with their hardware.",
    footer = {"", "Example:", "  ./portcullis sim ota vehicle list --folder cloud"})
final class VehicleListCommand extends OtaTask {

  VehicleListCommand(InstantSource clock, SecureRandom random) {
    super(clock, random);
  }

  @Override
  Outcome<Said, RepositoryRefusal> perform(Repositories repositories) throws IOException {
    var lines = new ArrayList<String>();
    var data = new ArrayList<JsonValue>();
    for (FleetVehicle vehicle : repositories.director().vehicles()) {
      lines.add(vehicle.id() + (vehicle.imageKey().isPresent() ? "" : ", without image key"));
      var ecus = new Fields();
      vehicle
          .ecus()
          .forEach((ecu, model) -> {
            lines.add("   " + ecu + "  " + model);
            ecus.set(ecu.text(), new Text(model.text()));
          });
      data.add(
          new Fields()
              .text("vehicle", vehicle.id().text())
              .text("primary", vehicle.primary().text())
              .put("imageKey", new Truth(vehicle.imageKey().isPresent()))
              .put("ecus", ecus.members())
              .members());
    }
    return Outcome.passed(new Said(lines, new Fields().put("vehicles", new Items(data)).members()));
  }
}
