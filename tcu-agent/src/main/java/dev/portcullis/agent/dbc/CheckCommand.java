package dev.portcullis.agent.dbc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.can.dbc.DbcFinding;
import dev.portcullis.can.dbc.DbcFinding.Weight;
import dev.portcullis.can.dbc.DbcReport;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Everything that is wrong with a file. */
@Command(
    name = "check",
    description =
        "Names everything that is wrong with a DBC file, each with line and column: what makes the"
            + " file refused, which messages are refused, and what may not be what was meant.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./portcullis dbc check simulator/car/demo.dbc",
      "",
      "Exit codes: 0 all is used (there may be warnings), 1 the file or a message is",
      "refused, 2 the file cannot be read."
    })
final class CheckCommand implements Callable<Integer> {

  private static final int SCHEMA = 1;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(names = "--json", description = "The same as JSON.")
  private boolean json;

  @Parameters(paramLabel = "FILE", description = "The DBC file.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    return switch (new DbcFile(file).bytes()) {
      case Outcome.Refused<Bytes, String>(var why) -> {
        spec.commandLine().getErr().println(why);
        yield DbcCommand.UNUSABLE;
      }
      case Outcome.Passed<Bytes, String>(var bytes) -> {
        var report = DbcReport.of(bytes);
        if (json) {
          spec.commandLine().getOut().println(Answer.json(object(report)));
        } else {
          print(report);
        }
        yield report.has(Weight.FILE_REFUSED) || report.has(Weight.MESSAGE_REFUSED)
            ? DbcCommand.REFUSED
            : DbcCommand.DONE;
      }
    };
  }

  private void print(DbcReport report) {
    var out = spec.commandLine().getOut();
    for (DbcFinding finding : report.findings()) {
      String subject = finding.message().map(message -> " " + message).orElse("");
      out.println(
          file
              + ":"
              + finding.line()
              + ":"
              + finding.column()
              + ": "
              + words(finding.weight())
              + subject
              + ": "
              + finding.code()
              + ": "
              + finding.explanation());
    }
    String sum = report.messages() + " messages with " + report.signals() + " signals";
    if (report.has(Weight.FILE_REFUSED)) {
      out.println("✗ " + file + " is refused");
      out.println("next: mend what is named above; docs/dbc.md says what is read");
    } else if (report.has(Weight.MESSAGE_REFUSED)) {
      out.println("! " + file + ": " + sum + " are used, the others are refused");
      out.println("next: mend the messages you need; the others do no harm");
    } else {
      out.println("✓ " + file + ": " + sum);
    }
  }

  private static String words(Weight weight) {
    return switch (weight) {
      case FILE_REFUSED -> "refused";
      case MESSAGE_REFUSED -> "refused message";
      case WARNING -> "warning";
    };
  }

  private ObjectNode object(DbcReport report) {
    ObjectNode object =
        Answer.newObject()
            .put("schema", SCHEMA)
            .put("file", file.toString())
            .put("refused", report.has(Weight.FILE_REFUSED))
            .put("messages", report.messages())
            .put("signals", report.signals());
    ArrayNode findings = object.putArray("findings");
    for (DbcFinding finding : report.findings()) {
      ObjectNode each =
          findings
              .addObject()
              .put("weight", finding.weight().name())
              .put("code", finding.code())
              .put("line", finding.line())
              .put("column", finding.column())
              .put("explanation", finding.explanation());
      finding.message().ifPresent(message -> each.put("message", message));
    }
    return object;
  }
}
