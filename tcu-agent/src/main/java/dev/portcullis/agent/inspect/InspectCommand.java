package dev.portcullis.agent.inspect;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of {@code inspect}. */
@Command(
    name = "portcullis inspect",
    description = "Looks into a document: what it must be, and what it is.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AttestationCommand.class, MessageCommand.class},
    footer = {
      "",
      "Example:",
      "  ./portcullis inspect attestation --format android-key --role app \\",
      "      --at 2026-11-22T12:00:00Z --policy policy.json chain.pem",
      "",
      "Exit codes: 0 accepted, 1 refused, 2 unusable."
    })
public final class InspectCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Starts the command that {@code arguments} name. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new InspectCommand()).execute(arguments));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "name a command; next: ./portcullis inspect --help");
  }
}
