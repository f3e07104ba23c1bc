package dev.portcullis.simulator.vehicle;

import dev.portcullis.can.log.CandumpReader;
import dev.portcullis.simulator.bus.BitRate;
import dev.portcullis.simulator.bus.BusTap;
import dev.portcullis.simulator.bus.CanBus;
import dev.portcullis.simulator.bus.LiveTimeline;
import dev.portcullis.simulator.serial.SlcanAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./portcullis sim replay}: a bus on which a candump log is played. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Plays a candump log onto a CAN bus of 500 kbit/s with the times it was recorded with, and",
      "shows the bus at a serial device (SLCAN). Nobody else is on this bus. Ends with the log."
    },
    footer = {"", "Example:", "  ./portcullis sim replay --link /tmp/car/can0 city.log"})
public final class ReplayCommand implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int UNUSABLE = 2;

  @Option(
      names = "--link",
      paramLabel = "FILE",
      required = true,
      description = "The symbolic link to make, which points at the serial device.")
  private Path link = Path.of("can0");

  @Parameters(paramLabel = "LOG", description = "What candump -l or sim record wrote.")
  private Path log = Path.of("candump.log");

  @Spec private CommandSpec spec = CommandSpec.create();

  private final LongSupplier nanoClock;

  /** With a clock such as {@code System::nanoTime}. */
  public ReplayCommand(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  @Override
  public Integer call() throws InterruptedException {
    var timeline = LiveTimeline.start("replay", nanoClock);
    var bus = new CanBus(timeline, BitRate.KBIT_500, new BusTap());
    try (timeline;
        var reader = new CandumpReader(Files.newInputStream(log));
        var adapter = new SlcanAdapter(SimulatedVehicle.ADAPTER, timeline, bus, link)) {
      var player = timeline.ask(() -> new LogPlayer(timeline, bus, reader));
      adapter.plugIn();
      var out = spec.commandLine().getOut();
      out.println("device " + adapter.devicePath());
      out.flush();
      timeline.perform(player::start);
      var played = player.end().get();
      out.println(played.frames() + " frames played, " + played.leftOut() + " lines left out");
      out.flush();
      return DONE;
    } catch (IOException | ExecutionException e) {
      var err = spec.commandLine().getErr();
      err.println(log + ": " + e.getMessage());
      err.println("next: name a readable log, and a new file with --link");
      err.flush();
      return UNUSABLE;
    }
  }
}
