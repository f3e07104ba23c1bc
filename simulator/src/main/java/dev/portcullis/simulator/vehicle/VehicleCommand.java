package dev.portcullis.simulator.vehicle;

import dev.portcullis.simulator.traffic.Traffic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./portcullis sim vehicle}: a car that runs alone until it is told to end. */
@Command(
    name = "vehicle",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a car: a CAN bus with body, engine and chassis controller, and a serial device (SLCAN)"
          + " for the agent. Ends on SIGINT or SIGTERM.",
      "Lines on the standard input change the car:",
      "  speed 50 | speed invalid      doors|hood|trunk open|shut",
      "  doorlock locked|unlocked      driver in|out",
      "  gear park|other               engine off|remote|driver",
      "  card on|off                   (the key card on its reader)",
      "  fault none|silent|mute|deaf|opposite|late",
      "  adapter unplug|plug|stall|resume",
      "  drive parked|idling|city|motorway|day|off",
      "  attack CLASS[:TARGET[:SIGNAL=VALUE]]@START-END   (seconds from now; CLASS is one of",
      "         spoof, masquerade, replay, suspend, flood, fuzz, bus-off)",
      "  park, status, help"
    },
    footer = {
      "",
      "Example:",
      "  ./portcullis sim vehicle --car simulator/car --link /tmp/car/can0",
      "and then, in the agent's configuration, the device /tmp/car/can0."
    })
public final class VehicleCommand implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int UNUSABLE = 2;
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration PATIENCE_AT_END = Duration.ofSeconds(5);

  @Option(
      names = "--car",
      paramLabel = "FOLDER",
      defaultValue = "simulator/car",
      description = "The folder with the car's demo.dbc (default: ${DEFAULT-VALUE}).")
  private Path car = Path.of("simulator", "car");

  @Option(
      names = "--traffic",
      paramLabel = "none|light|full",
      defaultValue = "full",
      description = "How much the car's other controllers say (default: ${DEFAULT-VALUE}).")
  private String traffic = "full";

  @Option(
      names = "--link",
      paramLabel = "FILE",
      required = true,
      description = "The symbolic link to make, which always points at the present device.")
  private Path link = Path.of("can0");

  @Spec private CommandSpec spec = CommandSpec.create();

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Made by picocli. */
  public VehicleCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    var out = spec.commandLine().getOut();
    var hook = new Thread(this::endFromSignal, "car-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try (var vehicle = SimulatedVehicle.start(car, density(), link, System::nanoTime)) {
      out.println("device " + vehicle.devicePath());
      out.flush();
      Thread.ofPlatform().name("car-words").daemon().start(() -> listen(vehicle, out));
      tellUntilAsked(vehicle, out);
      return DONE;
    } catch (IOException e) {
      var err = spec.commandLine().getErr();
      err.println(e.getMessage());
      err.println(
          "next: name the folder that holds demo.dbc with --car, and a new file with --link");
      err.flush();
      return UNUSABLE;
    } finally {
      ended.countDown();
    }
  }

  private Traffic.Density density() {
    return Traffic.Density.named(traffic)
        .orElseThrow(
            () -> new ParameterException(spec.commandLine(), "--traffic: none, light or full"));
  }

  private void tellUntilAsked(SimulatedVehicle vehicle, PrintWriter out)
      throws InterruptedException {
    String told = "";
    do {
      var text = VehicleStatus.text(vehicle);
      if (!text.equals(told)) {
        out.println(text);
        out.flush();
        told = text;
      }
    } while (!asked.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static void listen(SimulatedVehicle vehicle, PrintWriter out) {
    var words = new VehicleWords(vehicle);
    try (var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        var answer = words.obey(line);
        if (!answer.isEmpty()) {
          out.println(answer);
          out.flush();
        }
      }
    } catch (IOException e) {
      // Without a standard input the car runs on.
      out.println("no more lines: " + e.getMessage());
    }
  }

  private void endFromSignal() {
    asked.countDown();
    try {
      var _ = ended.await(PATIENCE_AT_END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
