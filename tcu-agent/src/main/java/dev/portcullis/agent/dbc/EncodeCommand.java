package dev.portcullis.agent.dbc;

import dev.portcullis.agent.dbc.FrameEncoder.LimitCheck;
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

/** Signals in, frames out. */
@Command(
    name = "encode",
    description =
        "Reads a message's signals a line as JSON, with raw or physical values, and writes the"
            + " frame. One line out for each line in; where a line is refused, an object with"
            + " \"error\".",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./portcullis dbc decode car.dbc < frames.jsonl \\",
      "      | ./portcullis dbc encode car.dbc",
      "",
      "Exit codes: 0 every line was encoded, 1 a line was refused, 2 FILE is unusable."
    })
final class EncodeCommand implements Callable<Integer> {

  private final InputStream lines;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(
      names = "--limits",
      description = "Refuses values outside the file's [minimum|maximum], too.")
  private boolean limits;

  @Parameters(paramLabel = "FILE", description = "The DBC file.")
  private Path file = Path.of("");

  EncodeCommand(InputStream lines) {
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
          new LineFilter(new FrameEncoder(database, limits ? LimitCheck.HELD : LimitCheck.IGNORED))
              .run(lines, spec.commandLine().getOut());
    };
  }
}
