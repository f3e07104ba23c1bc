package dev.portcullis.simulator.repository.console;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.JsonValue;
import dev.portcullis.ota.json.JsonValue.Items;
import dev.portcullis.simulator.repository.Repositories;
import dev.portcullis.simulator.repository.RepositoryRefusal;
import dev.portcullis.simulator.repository.signing.Fields;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import picocli.CommandLine.Command;

/** {@code ./portcullis sim ota list-targets}. */
@Command(
    name = "list-targets",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists what the Image repository vouches for, and when its metadata expires.",
    footer = {"", "Example:", "  ./portcullis sim ota list-targets --folder cloud"})
final class ListTargetsCommand extends OtaTask {

  ListTargetsCommand(InstantSource clock, SecureRandom random) {
    super(clock, random);
  }

  @Override
  Outcome<Said, RepositoryRefusal> perform(Repositories repositories) throws IOException {
    var lines = new ArrayList<String>();
    var data = new ArrayList<JsonValue>();
    for (var role : repositories.images().all().entrySet()) {
      lines.add(
          role.getKey()
              + ", version "
              + role.getValue().version()
              + ", until "
              + role.getValue().expires());
      for (var name : role.getValue().files().keySet()) {
        repositories
            .images()
            .find(name)
            .ifPresent(target -> {
              lines.add("   " + TargetText.line(target));
              data.add(TargetText.data(target, role.getKey().text()));
            });
      }
    }
    return Outcome.passed(new Said(lines, new Fields().put("targets", new Items(data)).members()));
  }
}
