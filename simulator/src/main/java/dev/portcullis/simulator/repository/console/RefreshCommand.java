package dev.portcullis.simulator.repository.console;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.simulator.repository.FleetVehicle;
import dev.portcullis.simulator.repository.Repositories;
import dev.portcullis.simulator.repository.RepositoryRefusal;
import dev.portcullis.simulator.repository.signing.Fields;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./portcullis sim ota refresh}. */
@Command(
    name = "refresh",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Signs snapshot and timestamp of the Image repository anew with its online keys, and what is"
          + " due of every vehicle's Director metadata.",
      "With --role it also signs that role's targets metadata anew, with its offline keys.",
      "serve does the rest by itself. Without it vehicles report a freeze once the timestamp has expired,"
          + " and take nothing."
    },
    footer = {
      "",
      "Examples:",
      "  ./portcullis sim ota refresh --folder cloud",
      "  ./portcullis sim ota refresh --folder cloud --role targets --role detectors"
    })
final class RefreshCommand extends OtaTask {

  private static final int MAX_ROLE = 40;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "targets, or a role that it delegated to; repeatable.")
  private List<String> roles = new ArrayList<>();

  RefreshCommand(InstantSource clock, SecureRandom random) {
    super(clock, random);
  }

  @Override
  Outcome<Said, RepositoryRefusal> perform(Repositories repositories) throws IOException {
    var vehicles = repositories.director().vehicles();
    for (FleetVehicle vehicle : vehicles) {
      if (repositories.director().bringUpToDate(vehicle.id())
          instanceof Outcome.Refused<?, RepositoryRefusal>(var why)) {
        return Outcome.refused(why);
      }
    }
    for (String role : roles) {
      if (role.isEmpty() || role.length() > MAX_ROLE) {
        throw wrongCall("--role: no role '" + role + "'");
      }
      if (repositories.images().renew(new RoleName(role))
          instanceof Outcome.Refused<Long, RepositoryRefusal>(var why)) {
        return Outcome.refused(why);
      }
    }
    return repositories
        .images()
        .refresh()
        .map(timestamp ->
            new Said(
                List.of(
                    " ✓ Image repository  timestamp " + timestamp,
                    " ✓ Director          up to date for " + vehicles.size() + " vehicles"),
                new Fields()
                    .whole("timestamp", timestamp)
                    .whole("vehicles", vehicles.size())
                    .members()));
  }
}
