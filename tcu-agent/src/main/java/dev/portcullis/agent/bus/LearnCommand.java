package dev.portcullis.agent.bus;

import dev.portcullis.can.log.LoggedError;
import dev.portcullis.can.log.LoggedFrame;
import dev.portcullis.can.watch.Baseline;
import dev.portcullis.can.watch.BaselineCodec;
import dev.portcullis.can.watch.BaselineLearner;
import dev.portcullis.can.watch.BusDescription;
import dev.portcullis.can.watch.GapBaseline;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How a bus is when nobody attacks it. */
@Command(
    name = "learn",
    description =
        "Learns from a clean recording how a bus is: periods, counters, checksums, ranges and steps"
            + " of signals. What attacked the bus while it was recorded is learned, too.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./portcullis can learn --dbc car.dbc clean.log --out car.baseline.json",
      "",
      "Exit codes: 0 learned, 2 a file cannot be used."
    })
final class LearnCommand implements Callable<Integer> {

  private static final double NANOS_PER_SECOND = 1e9;

  private final InputStream standardInput;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(
      names = "--dbc",
      required = true,
      paramLabel = "FILE",
      description = "The bus's DBC file.")
  private Path dbc = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where it is written.")
  private Path out = Path.of("");

  @Option(
      names = "--bitrate",
      paramLabel = "RATE",
      defaultValue = "500k",
      description = "Of the bus, as 500k or 1M (default: ${DEFAULT-VALUE}).")
  private String bitRate = "500k";

  @Parameters(paramLabel = "LOG", description = "What candump -l wrote; - is the standard input.")
  private String log = BusFiles.STANDARD_INPUT;

  LearnCommand(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() throws IOException {
    var outcome =
        BitRates.parse(bitRate)
            .then(rate ->
                BusFiles.description(dbc)
                    .then(description ->
                        BusFiles.recording(log, standardInput)
                            .map(in -> new Lesson(description, rate, in))));
    return switch (outcome) {
      case Outcome.Refused<Lesson, Unusable>(var why) -> unusable(why);
      case Outcome.Passed<Lesson, Unusable>(var lesson) -> learn(lesson);
    };
  }

  private record Lesson(BusDescription description, int bitsPerSecond, InputStream recording) {}

  private int learn(Lesson lesson) throws IOException {
    var learner = new BaselineLearner(lesson.description(), lesson.bitsPerSecond());
    var reading = new LogReading();
    reading.read(
        lesson.recording(),
        () -> false,
        entry -> {
          switch (entry) {
            case LoggedFrame frame -> learner.accept(frame.frame(), frame.nanos());
            case LoggedError _ -> {}
          }
        });
    reading.leftOut().ifPresent(spec.commandLine().getErr()::println);
    Baseline learned = learner.learned();
    if (learned.messages().isEmpty()) {
      return unusable(
          new Unusable(
              log + ": no frame of a message of " + dbc, "record the bus that the DBC file is of"));
    }
    try {
      Files.write(out, BaselineCodec.encode(learned, lesson.description()).toArray());
    } catch (IOException e) {
      return unusable(new Unusable(out + ": cannot be written: " + e.getMessage(), "check --out"));
    }
    tell(learned, lesson.description());
    return CanCommand.DONE;
  }

  private void tell(Baseline learned, BusDescription description) {
    long periodic =
        learned.messages().stream()
            .filter(it -> it.gaps().filter(GapBaseline::isPeriodic).isPresent())
            .count();
    spec.commandLine()
        .getOut()
        .println(
            String.format(
                Locale.ROOT,
                "✓ %s: %d of %d messages in %.0f s: %d periodic, %d with a counter, %d with a"
                    + " checksum; bus at most %.0f %% full",
                out,
                learned.messages().size(),
                description.messages().size(),
                learned.duration() / NANOS_PER_SECOND,
                periodic,
                learned.messages().stream().filter(it -> it.counter().isPresent()).count(),
                learned.messages().stream().filter(it -> it.checksum().isPresent()).count(),
                learned.fullest()));
  }

  private int unusable(Unusable why) {
    spec.commandLine().getErr().println(why.lines());
    return CanCommand.UNUSABLE;
  }
}
