package dev.portcullis.simulator.demo;

import dev.portcullis.simulator.traffic.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./portcullis demo}: everything on this machine, and everybody who attacks it. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts a car, its agent, a cloud and a phone on this machine, over loopback only; lets the"
          + " owner and every attacker try; and shows what became of each.",
      "Exits with 0 only if all of it is as it must be."
    },
    footer = {"", "Example:", "  ./portcullis demo --json demo.json"})
public final class DemoCommand implements Callable<Integer> {

  private static final int PASSED = 0;
  private static final int FAILED = 1;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the same as data.")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = "--traffic",
      paramLabel = "none|light|full",
      defaultValue = "full",
      description = "How much the car's other controllers say (default: ${DEFAULT-VALUE}).")
  private String traffic = "full";

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Surroundings surroundings;

  /** Runs with these. */
  public DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    var out = spec.commandLine().getOut();
    var report =
        Curtain.around(
            surroundings,
            density(),
            world ->
                new DemoRun(
                        Curtain.home(), new DemoTable(Paint.forThisProcess()), out, surroundings)
                    .all(world));
    if (json.isPresent()) {
      Files.writeString(json.get(), DemoReportCodec.encode(report));
    }
    return report.isPassed() ? PASSED : FAILED;
  }

  private Traffic.Density density() {
    return Traffic.Density.named(traffic)
        .orElseThrow(
            () -> new ParameterException(spec.commandLine(), "--traffic: none, light or full"));
  }
}
