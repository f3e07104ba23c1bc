package dev.portcullis.agent.bus;

import dev.portcullis.can.port.CanDevice;
import dev.portcullis.can.port.CanDeviceRefusal;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.can.watch.Baseline;
import dev.portcullis.can.watch.BusDescription;
import dev.portcullis.can.watch.BusWatch;
import dev.portcullis.can.watch.Finding;
import dev.portcullis.can.watch.WatchPlan;
import dev.portcullis.can.watch.WatchReport;
import dev.portcullis.can.watch.WatchSettings;
import dev.portcullis.crypto.Outcome;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is wrong on a bus, live or in a recording. */
@Command(
    name = "watch",
    description =
        "Watches a bus and prints what it finds as it finds it; at the end, or when interrupted, a"
            + " report for each kind of finding. Sends nothing.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./portcullis can watch --dbc car.dbc --baseline car.baseline.json \\",
      "      --speed SPEED.Speed --ours BODY_COMMAND socketcan:can0",
      "",
      "Exit codes: 0 nothing found, 1 something was found, 2 a file or the device cannot be used."
    })
final class WatchCommand implements Callable<Integer> {

  private static final String DEVICE = "^(socketcan|slcan):.*";

  private final InputStream standardInput;
  private final MonotonicClock clock;
  private final Interruption interruption;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(
      names = "--dbc",
      required = true,
      paramLabel = "FILE",
      description = "The bus's DBC file.")
  private Path dbc = Path.of("");

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "What can learn wrote; without it, only what the DBC file says is held against.")
  private Optional<Path> baseline = Optional.empty();

  @Option(
      names = "--ours",
      split = ",",
      paramLabel = "ID",
      description = "Identifiers or messages that only this unit sends.")
  private List<String> ours = new ArrayList<>();

  @Option(
      names = "--speed",
      paramLabel = "MESSAGE.SIGNAL",
      description = "Where the car says how fast it is, for diagnostic requests while driving.")
  private Optional<String> speed = Optional.empty();

  @Option(
      names = "--bitrate",
      paramLabel = "RATE",
      defaultValue = "500k",
      description = "Of the bus, for its load (default: ${DEFAULT-VALUE}).")
  private String bitRate = "500k";

  @Option(
      names = "--late",
      paramLabel = "MS",
      defaultValue = "0",
      description =
          "How late a device's frames may be stamped: what adapter and host make of it (default:"
              + " ${DEFAULT-VALUE}).")
  private int late;

  @Option(names = "--json", description = "A line of JSON for each finding, and for the report.")
  private boolean json;

  @Parameters(
      paramLabel = "PORT|LOG",
      description =
          "A device as socketcan:can0 or slcan:/dev/ttyACM0?bitrate=500k, or what candump -l wrote;"
              + " - is the standard input.")
  private String source = BusFiles.STANDARD_INPUT;

  WatchCommand(InputStream standardInput, MonotonicClock clock, Interruption interruption) {
    this.standardInput = standardInput;
    this.clock = clock;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws InterruptedException {
    return switch (BusFiles.description(dbc).then(this::watch)) {
      case Outcome.Refused<BusWatch, Unusable>(var why) -> unusable(why);
      case Outcome.Passed<BusWatch, Unusable>(var watch) ->
          source.matches(DEVICE) ? watchDevice(watch) : watchRecording(watch);
    };
  }

  private Outcome<BusWatch, Unusable> watch(BusDescription bus) {
    Outcome<Optional<Baseline>, Unusable> learned =
        baseline
            .map(it -> BusFiles.baseline(it, bus).map(Optional::of))
            .orElseGet(() -> Outcome.passed(Optional.empty()));
    return learned.then(
        it -> settings(bus).map(settings -> new BusWatch(bus, it, settings, this::tell)));
  }

  private Outcome<WatchSettings, Unusable> settings(BusDescription bus) {
    if (late < 0 || late > WatchPlan.MOST_LATE_MILLIS) {
      return Outcome.refused(
          new Unusable(
              "--late " + late + ": not 0 to " + WatchPlan.MOST_LATE_MILLIS,
              "write how many milliseconds later than on the bus a frame may be stamped"));
    }
    return BitRates.parse(bitRate)
        .then(rate ->
            WatchOptions.ours(ours, bus)
                .map(own -> WatchSettings.usual().at(rate).with(own).late(Duration.ofMillis(late))))
        .then(settings ->
            speed
                .map(word -> WatchOptions.speed(word, bus).map(settings::with))
                .orElseGet(() -> Outcome.passed(settings)));
  }

  private int watchRecording(BusWatch watch) throws InterruptedException {
    return switch (BusFiles.recording(source, standardInput)) {
      case Outcome.Refused<InputStream, Unusable>(var why) -> unusable(why);
      case Outcome.Passed<InputStream, Unusable>(var in) -> {
        var recorded = new RecordedBus(watch, interruption);
        Optional<Unusable> fault = recorded.run(source, in);
        recorded.leftOut().ifPresent(spec.commandLine().getErr()::println);
        if (fault.isPresent()) {
          yield unusable(fault.get());
        }
        yield report(recorded.report());
      }
    };
  }

  private int watchDevice(BusWatch watch) throws InterruptedException {
    return switch (CanDevice.parse(source)) {
      case Outcome.Refused<CanDevice, CanDeviceRefusal>(var why) ->
          unusable(new Unusable(source + ": " + why.demand(), "write the device as above"));
      case Outcome.Passed<CanDevice, CanDeviceRefusal>(var device) -> {
        var live = new LiveBus(watch, clock);
        Optional<Unusable> fault = live.run(device, interruption);
        int code = report(live.report());
        yield fault.map(this::unusable).orElse(code);
      }
    };
  }

  private void tell(Finding finding) {
    var out = spec.commandLine().getOut();
    out.println(json ? FindingText.json(finding) : FindingText.line(finding));
    if (out.checkError()) {
      // Nobody reads any more.
      interruption.ask();
    }
  }

  private int report(WatchReport report) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(FindingText.json(report));
    } else {
      FindingText.lines(report).forEach(out::println);
    }
    out.flush();
    return report.tallies().isEmpty() ? CanCommand.DONE : CanCommand.FOUND;
  }

  private int unusable(Unusable why) {
    spec.commandLine().getErr().println(why.lines());
    return CanCommand.UNUSABLE;
  }
}
