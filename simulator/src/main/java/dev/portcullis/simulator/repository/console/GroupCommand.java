package dev.portcullis.simulator.repository.console;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Holds commands; alone it only says that one is missing. */
@Command(mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class GroupCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }

  /** A group of this name. */
  static CommandLine named(String name, String description, String example) {
    var group = new CommandLine(new GroupCommand()).setCommandName(name);
    group.getCommandSpec().usageMessage().description(description);
    group.getCommandSpec().usageMessage().footer("", "Example:", "  " + example);
    return group;
  }
}
