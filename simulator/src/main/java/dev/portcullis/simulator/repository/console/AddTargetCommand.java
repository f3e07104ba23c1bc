package dev.portcullis.simulator.repository.console;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.simulator.repository.ImageRepository.Addition;
import dev.portcullis.simulator.repository.Repositories;
import dev.portcullis.simulator.repository.RepositoryRefusal;
import dev.portcullis.simulator.repository.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./portcullis sim ota add-target}. */
@Command(
    name = "add-target",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Vouches for an image: copies it into the Image repository, and signs its length, hash,"
          + " hardware and release counter with the offline targets keys.",
      "With --encrypted what is served is the image encrypted, and the Director keeps its key: only"
          + " vehicles with an image key can be directed to it.",
      "No vehicle installs it before a campaign directs it there."
    },
    footer = {
      "",
      "Example:",
      "  ./portcullis sim ota add-target --folder cloud agent-1.1.tar build/agent.tar \\",
      "      --hardware tcu --release-counter 2"
    })
final class AddTargetCommand extends OtaTask {

  private static final int MAX_ROLE = 40;

  @Parameters(index = "0", paramLabel = "NAME", description = "What the target is called.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "The image.")
  private Path file = Path.of("");

  @Option(
      names = "--hardware",
      paramLabel = "MODEL",
      required = true,
      description = "The hardware id it is made for; repeatable.")
  private List<String> hardware = new ArrayList<>();

  @Option(
      names = "--release-counter",
      paramLabel = "N",
      required = true,
      description = "At least that of every release before: no unit goes back.")
  private long counter;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "targets",
      description = "Who vouches: targets, or a role that it delegated to.")
  private String role = "targets";

  @Option(
      names = "--encrypted",
      description = "Serve it encrypted. What was added in plain cannot be encrypted later.")
  private boolean encrypted;

  AddTargetCommand(InstantSource clock, SecureRandom random) {
    super(clock, random);
  }

  @Override
  Outcome<Said, RepositoryRefusal> perform(Repositories repositories) throws IOException {
    if (!Files.isRegularFile(file) || counter < 0) {
      throw wrongCall(counter < 0 ? "--release-counter: 0 or more" : "there is no file " + file);
    }
    if (role.isEmpty() || role.length() > MAX_ROLE) {
      throw wrongCall("--role: no role '" + role + "'");
    }
    var models = hardware.stream().map(HardwareId::new).toList();
    return switch (Target.name(name)) {
      case Outcome.Refused<TargetName, RepositoryRefusal>(var why) -> Outcome.refused(why);
      case Outcome.Passed<TargetName, RepositoryRefusal>(var known) ->
          add(repositories, new Addition(known, file, models, counter))
              .map(target ->
                  new Said(
                      List.of(" ✓ " + TargetText.line(target)), TargetText.data(target, role)));
    };
  }

  private Outcome<Target, RepositoryRefusal> add(Repositories repositories, Addition addition)
      throws IOException {
    return encrypted
        ? repositories.addEncrypted(new RoleName(role), addition)
        : repositories.images().add(new RoleName(role), addition);
  }
}
