package dev.portcullis.simulator.repository.console;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.metadata.Delegation;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.simulator.repository.ImageRepository;
import dev.portcullis.simulator.repository.Repositories;
import dev.portcullis.simulator.repository.RepositoryRefusal;
import dev.portcullis.simulator.repository.signing.Fields;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./portcullis sim ota delegate}. */
@Command(
    name = "delegate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lets another role of the Image repository, with a key of its own among the offline keys,"
          + " vouch for some targets: a supplier, or a team.",
      "A * in a pattern stands for any characters but a slash."
    },
    footer = {
      "",
      "Example:",
      "  ./portcullis sim ota delegate --folder cloud detectors \\",
      "      --path 'detectors/*' --hardware detectors --terminating"
    })
final class DelegateCommand extends OtaTask {

  private static final Pattern ROLE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  @Parameters(paramLabel = "ROLE", description = "The role's name.")
  private String role = "";

  @Option(
      names = "--path",
      paramLabel = "PATTERN",
      required = true,
      description = "Which targets; repeatable.")
  private List<String> patterns = new ArrayList<>();

  @Option(
      names = "--hardware",
      paramLabel = "MODEL",
      description = "Only for this hardware id; repeatable.")
  private List<String> hardware = new ArrayList<>();

  @Option(
      names = "--terminating",
      description = "Nobody else is asked for what these patterns cover.")
  private boolean terminating;

  DelegateCommand(InstantSource clock, SecureRandom random) {
    super(clock, random);
  }

  @Override
  Outcome<Said, RepositoryRefusal> perform(Repositories repositories) throws IOException {
    if (!ROLE.matcher(role).matches()) {
      throw wrongCall("ROLE: lower-case letters, digits and hyphens, at most 40");
    }
    var terms =
        new ImageRepository.Terms(
            new RoleName(role),
            patterns,
            terminating ? Delegation.Reach.TERMINATING : Delegation.Reach.OPEN,
            hardware.stream().map(HardwareId::new).toList());
    return repositories
        .images()
        .delegate(terms)
        .map(name ->
            new Said(
                List.of(" ✓ " + name + " may describe " + String.join(" ", patterns)),
                new Fields().text("role", name.text()).texts("paths", patterns).members()));
  }
}
