package dev.portcullis.simulator.console;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Holds the parts of the simulated world that also start alone. */
@Command(
    name = "sim",
    description = "Starts one part of the simulated world, alone.",
    synopsisSubcommandLabel = "PART",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./portcullis sim vehicle --help"})
final class SimCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a part is missing");
  }
}
