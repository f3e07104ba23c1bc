package dev.portcullis.simulator.vehicle;

import dev.portcullis.can.log.CandumpWriter;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.simulator.bus.BusLoad;
import dev.portcullis.simulator.bus.MonotonicTime;
import dev.portcullis.simulator.misbehaviour.Plan;
import dev.portcullis.simulator.misbehaviour.PlanRefusal;
import dev.portcullis.simulator.motion.Drive;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./portcullis sim record}: a drive of the simulated car as a candump log. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes what is on the bus of a driven car, as candump -l does: an hour in some seconds.",
      "The same drive, seed and attacks give the same file.",
      "An attack is CLASS[:TARGET[:SIGNAL=VALUE]]@START-END, with start and end in seconds:",
      "  spoof, masquerade:SPEED:Speed=30     (false frames beside, or in place of, the sender's)",
      "  replay:SPEED, suspend:SPEED          (old frames again; a sender falls silent)",
      "  bus-off:ESC, flood, fuzz             (a node is driven off; id 000; random frames)"
    },
    footer = {
      "",
      "Example:",
      "  ./portcullis sim record --drive city --seconds 60 --attack suspend@20-25 city.log"
    })
public final class RecordCommand implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int UNUSABLE = 2;
  private static final String STANDARD_OUTPUT = "-";

  /** Time zero of every recording: the same file for the same seed, whenever it is made. */
  private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

  @Option(
      names = "--drive",
      paramLabel = "DRIVE",
      defaultValue = "city",
      description = "parked, idling, city, motorway or day (default: ${DEFAULT-VALUE}).")
  private String drive = "city";

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "How long, 1 to 360000 (default: ${DEFAULT-VALUE}).")
  private int seconds = 60;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Another number is another drive (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--attack", paramLabel = "ATTACK", description = "What goes wrong; repeatable.")
  private List<String> attacks = new ArrayList<>();

  @Option(
      names = "--car",
      paramLabel = "FOLDER",
      defaultValue = "simulator/car",
      description = "The folder with the car's DBC files (default: ${DEFAULT-VALUE}).")
  private Path car = Path.of("simulator", "car");

  @Parameters(paramLabel = "FILE", description = "The log to write; - is the standard output.")
  private String file = STANDARD_OUTPUT;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  public RecordCommand() {}

  @Override
  public Integer call() {
    if (seconds < 1 || seconds > 360_000) {
      throw new ParameterException(spec.commandLine(), "--seconds: 1 to 360000");
    }
    try {
      record();
      return DONE;
    } catch (IOException | UncheckedIOException e) {
      var err = spec.commandLine().getErr();
      err.println(e.getMessage());
      err.println("next: name the folder that holds full.dbc with --car, and a file to write");
      err.flush();
      return UNUSABLE;
    }
  }

  private void record() throws IOException {
    var load = new BusLoad(new MonotonicTime(0));
    var recording = Recording.of(car, driveNamed(), seed, load);
    var plans = recording.plans();
    for (String attack : attacks) {
      switch (plans.read(attack)) {
        case Outcome.Passed<Plan, PlanRefusal>(Plan plan) -> recording.order(plan);
        case Outcome.Refused<Plan, PlanRefusal>(PlanRefusal why) ->
            throw new ParameterException(spec.commandLine(), "--attack " + attack + ": " + why);
      }
    }
    try (var candump = new CandumpWriter(open())) {
      var origin = Duration.ofSeconds(ORIGIN.getEpochSecond()).toNanos();
      var writer = new RecordingWriter(candump, origin);
      recording.observe(writer);
      recording.run(Duration.ofSeconds(seconds));
      tell(writer, load.reading());
    }
  }

  private OutputStream open() throws IOException {
    return file.equals(STANDARD_OUTPUT) ? System.out : Files.newOutputStream(Path.of(file));
  }

  private Drive driveNamed() {
    try {
      return Drive.valueOf(drive.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--drive: no drive '" + drive + "'", e);
    }
  }

  private void tell(RecordingWriter writer, BusLoad.Reading last) {
    // The frames may have the standard output for themselves.
    var err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        "%s, %d s: %,d frames, %d errors; %d messages, %.0f %% of 500 kbit/s in the last second%n",
        drive,
        seconds,
        writer.frames(),
        writer.errors(),
        last.messages(),
        last.percent());
    err.flush();
  }
}
