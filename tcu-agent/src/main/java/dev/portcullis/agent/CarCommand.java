package dev.portcullis.agent;

import dev.portcullis.agent.provision.CarUpdate;
import dev.portcullis.agent.provision.Installation;
import dev.portcullis.agent.provision.InstalledFiles;
import dev.portcullis.agent.provision.Problem;
import dev.portcullis.can.description.SignedDescription;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What can be done about the description of the car. */
@Command(
    name = "car",
    description =
        "Offers another description of the car, or keys of its bus, while the agent runs.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CarCommand.Install.class, CarKeysCommand.class})
final class CarCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "name a command; next: ./portcullis agent car --help");
  }

  /** Offers a description. */
  @Command(
      name = "install",
      description = {
        "Verifies a description of the car and offers it to the agent that runs, and through it to",
        "can-bridge, which verifies it for itself. Within a second both go by it, or the log says",
        "why not. Nothing is transmitted while it changes."
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "The folder holds car.dbc, commands.toml and car.signatures.",
        "",
        "Example:",
        "  ./portcullis agent car install --config agent.toml --from package/"
      })
  static final class Install implements Callable<Integer> {

    @Option(
        names = "--config",
        required = true,
        paramLabel = "FILE",
        description = "The agent's TOML file.")
    private Path config = Path.of("agent.toml");

    @Option(
        names = "--from",
        required = true,
        paramLabel = "FOLDER",
        description = "Where the description and its signatures are.")
    private Path from = Path.of(".");

    @Override
    public Integer call() {
      var disk = new DiskFileSystem();
      return switch (Prepared.configuration(config)
          .then(configuration -> {
            var installed = InstalledFiles.in(configuration.state());
            return Installation.load(disk, installed, configuration)
                .then(before ->
                    CarUpdate.read(disk, new InstalledFiles(from), before.policies().signers())
                        .then(next -> newer(next, before)))
                .then(new CarUpdate(disk, installed)::offer);
          })) {
        case Outcome.Refused<SignedDescription, Problem>(var problem) -> Main.unusable(problem);
        case Outcome.Passed<SignedDescription, Problem>(var next) -> {
          System.out.println(
              "✓ car sequence " + next.sequence() + " is offered, " + next.digest().shortHex());
          System.out.println("next: an agent that runs says when it goes by it, or why not");
          yield 0;
        }
      };
    }

    private Outcome<SignedDescription, Problem> newer(SignedDescription next, Installation before) {
      var files = new InstalledFiles(from);
      long present = before.commands().sequence();
      if (next.sequence() <= present) {
        return Outcome.refused(
            new Problem(
                files.commands() + ": sequence",
                "is " + next.sequence() + ", in force is " + present,
                "give it a greater one, and have both files signed again"));
      }
      var faults = PolicyConditions.faults(before.policy().policy(), next.commands());
      return faults.isEmpty()
          ? Outcome.passed(next)
          : Outcome.refused(
              new Problem(
                  files.messages().toString(),
                  "the policy demands what this car has not: " + String.join("; ", faults),
                  "install a policy for it first, or mend the description"));
    }
  }
}
