package dev.portcullis.agent.dbc;

import java.io.InputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of {@code dbc}. */
@Command(
    name = "portcullis dbc",
    description = "Reads a DBC file: decodes and encodes frames with it, or says what is wrong.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example:",
      "  echo '{\"id\":753,\"data\":\"0000000000000000\"}' | ./portcullis dbc decode car.dbc",
      "",
      "Exit codes: 0 done, 1 something was refused, 2 the file is unusable.",
      "The formats are in docs/dbc.md."
    })
public final class DbcCommand implements Runnable {

  /** Every line was converted, or the file has no fault. */
  static final int DONE = 0;

  /** At least one line, one message, or the file was refused. */
  static final int REFUSED = 1;

  /** The file cannot be read, or the filter has nothing to work with. */
  static final int UNUSABLE = 2;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Starts the command that {@code arguments} name. */
  public static void main(String[] arguments) {
    // Over the stream itself: any other writer never learns that nobody reads any more.
    var out = new PrintWriter(System.out, true, System.out.charset());
    System.exit(commandLine(System.in).setOut(out).execute(arguments));
  }

  /** The command line whose filters read {@code lines}. */
  static CommandLine commandLine(InputStream lines) {
    return new CommandLine(new DbcCommand())
        .addSubcommand(new DecodeCommand(lines))
        .addSubcommand(new EncodeCommand(lines))
        .addSubcommand(new CheckCommand());
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "name a command; next: ./portcullis dbc --help");
  }
}
