package dev.portcullis.agent;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The agent's command line. */
@Command(
    name = "portcullis agent",
    description = "The security agent of a car's telematics unit.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      ProvisionCommand.class,
      PolicyCommand.class,
      CarCommand.class,
      UpdateCommand.class
    },
    footer = {
      "",
      "Example:",
      "  ./portcullis agent provision --config agent.toml --from package/",
      "  ./portcullis agent check --config agent.toml",
      "  ./portcullis agent run --config agent.toml",
      "",
      "Exit codes: 0 done, 1 refused or unhealthy, 2 unusable."
    })
public final class Main implements Runnable {

  private static final int UNUSABLE = 2;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Starts the command that {@code arguments} name. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "name a command; next: ./portcullis agent --help");
  }

  static int unusable(dev.portcullis.agent.provision.Problem problem) {
    System.err.println(problem.lines());
    return UNUSABLE;
  }
}
