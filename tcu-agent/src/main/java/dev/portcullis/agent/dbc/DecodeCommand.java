package dev.portcullis.agent.dbc;

import dev.portcullis.agent.dbc.FrameDecoder.ValueNames;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.crypto.Outcome;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Frames in, signals out. */
@Command(
    name = "decode",
    description =
        "Reads a frame a line as JSON, and writes its signals with raw and physical values. One line"
            + " out for each line in; where a line is refused, an object with \"error\".",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  echo '{\"id\":720,\"ext\":false,\"data\":\"8813010000000000\"}' \\",
      "      | ./portcullis dbc decode simulator/car/demo.dbc",
      "",
      "Exit codes: 0 every line was decoded, 1 a line was refused, 2 FILE is unusable."
    })
final class DecodeCommand implements Callable<Integer> {

  private final InputStream lines;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(names = "--names", description = "Writes what the file calls the values, too.")
  private boolean names;

  @Parameters(paramLabel = "FILE", description = "The DBC file.")
  private Path file = Path.of("");

  DecodeCommand(InputStream lines) {
    this.lines = new BufferedInputStream(lines);
  }

  @Override
  public Integer call() throws IOException {
    return switch (new DbcFile(file).database()) {
      case Outcome.Refused<Database, String>(var why) -> {
        spec.commandLine().getErr().println(why);
        yield DbcCommand.UNUSABLE;
      }
      case Outcome.Passed<Database, String>(var database) ->
          new LineFilter(new FrameDecoder(database, names ? ValueNames.SHOWN : ValueNames.LEFT_OUT))
              .run(lines, spec.commandLine().getOut());
    };
  }
}
