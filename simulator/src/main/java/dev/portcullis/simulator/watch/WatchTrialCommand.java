package dev.portcullis.simulator.watch;

import dev.portcullis.can.watch.Tally;
import dev.portcullis.can.watch.WatchReport;
import dev.portcullis.simulator.motion.Drive;
import dev.portcullis.simulator.watch.WatchTrial.Attempt;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./portcullis sim watch}: the measurement that docs/bus-watch.md publishes. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures the bus watch on the simulated car: learns from one drive, then counts what it",
      "finds of each class of attack, how soon, and what it finds in hours of clean driving.",
      "The same options give the same table, but for the heap."
    },
    footer = {
      "",
      "Example:",
      "  ./portcullis sim watch --runs 30 --hours 10",
      "",
      "Exit codes: 0 measured, 2 the car's files cannot be used."
    })
public final class WatchTrialCommand implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int UNUSABLE = 2;
  private static final long MEBI = 1 << 20;
  private static final double NANOS_PER_MILLI = 1e6;

  /** No drive with an attack is one of those without. */
  private static final long CLEAN_SEEDS = 1_000;

  @Option(
      names = "--learn",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "How much clean driving is learned from (default: ${DEFAULT-VALUE}).")
  private int learn = 3600;

  @Option(
      names = "--learn-seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The drive that is learned from (default: ${DEFAULT-VALUE}).")
  private long learnSeed = 1;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "30",
      description = "How many drives with an attack of each class (default: ${DEFAULT-VALUE}).")
  private int runs = 30;

  @Option(
      names = "--hours",
      paramLabel = "H",
      defaultValue = "10",
      description = "How many hours of clean driving (default: ${DEFAULT-VALUE}).")
  private int hours = 10;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "3000",
      description = "The first seed of the drives that are watched (default: ${DEFAULT-VALUE}).")
  private long seed = 3000;

  @Option(names = "--each", description = "Also says what became of each drive.")
  private boolean each;

  @Option(
      names = "--car",
      paramLabel = "FOLDER",
      defaultValue = "simulator/car",
      description = "The folder with the car's DBC files (default: ${DEFAULT-VALUE}).")
  private Path car = Path.of("simulator", "car");

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  public WatchTrialCommand() {}

  @Override
  public Integer call() {
    if (learn < 1 || runs < 0 || hours < 0) {
      throw new ParameterException(spec.commandLine(), "--learn, --runs, --hours: above zero");
    }
    try {
      var trial = new WatchTrial(car, Drive.DAY, learnSeed, Duration.ofSeconds(learn));
      out()
          .printf(
              Locale.ROOT,
              "learned %d messages from %d s, seed %d%n",
              trial.baseline().messages().size(),
              learn,
              learnSeed);
      attacks(trial);
      clean(trial);
      return DONE;
    } catch (IOException e) {
      var err = spec.commandLine().getErr();
      err.println(e.getMessage());
      err.println("next: name the folder that holds full.dbc with --car");
      return UNUSABLE;
    }
  }

  private void attacks(WatchTrial trial) throws IOException {
    out()
        .printf(
            Locale.ROOT,
            "%-11s %-9s %10s %10s   %s%n",
            "attack",
            "found",
            "median ms",
            "most ms",
            "first found by");
    for (AttackClass what : AttackClass.values()) {
      List<Double> millis = new ArrayList<>();
      Map<String, Integer> kinds = new TreeMap<>();
      List<String> misses = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        Attempt attempt = trial.attack(what, seed + run);
        if (each) {
          out()
              .printf(
                  Locale.ROOT,
                  "  %s %s: %s%n",
                  seed + run,
                  attempt.order(),
                  attempt.first().map(Object::toString).orElse("missed"));
        }
        if (attempt.first().isPresent()) {
          millis.add(attempt.after().toNanos() / NANOS_PER_MILLI);
          kinds.merge(attempt.first().get().kind().name(), 1, Integer::sum);
        } else {
          misses.add(attempt.order());
        }
      }
      millis.sort(null);
      out()
          .printf(
              Locale.ROOT,
              "%-11s %3d of %-3d %10.1f %10.1f   %s%n",
              what.word(),
              millis.size(),
              runs,
              median(millis),
              most(millis),
              words(kinds));
      misses.forEach(it -> out().printf(Locale.ROOT, "            missed: %s%n", it));
    }
  }

  private void clean(WatchTrial trial) throws IOException {
    long frames = 0;
    long told = 0;
    long heap = 0;
    long leastHeap = Long.MAX_VALUE;
    Map<String, Long> kinds = new TreeMap<>();
    for (int hour = 0; hour < hours; hour++) {
      WatchReport report =
          trial.clean(
              Drive.DAY,
              seed + CLEAN_SEEDS + hour,
              Duration.ofHours(1),
              finding -> {
                if (each) {
                  out().printf(Locale.ROOT, "  false: %s%n", finding);
                }
              });
      frames += report.frames();
      told += report.told();
      for (Tally tally : report.tallies()) {
        kinds.merge(tally.kind().name(), tally.count(), Long::sum);
      }
      System.gc();
      long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      heap = Math.max(heap, used);
      leastHeap = Math.min(leastHeap, used);
    }
    if (hours > 0) {
      out()
          .printf(
              Locale.ROOT,
              "clean driving: %d h, %,d frames, %d false findings told: %.2f an hour   %s%n",
              hours,
              frames,
              told,
              (double) told / hours,
              words(kinds));
      out()
          .printf(
              Locale.ROOT,
              "heap after each hour: %.1f to %.1f MiB%n",
              (double) leastHeap / MEBI,
              (double) heap / MEBI);
    }
  }

  private static double median(List<Double> sorted) {
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }

  private static double most(List<Double> sorted) {
    return sorted.isEmpty() ? Double.NaN : sorted.getLast();
  }

  private static String words(Map<String, ? extends Number> counts) {
    List<String> words = new ArrayList<>();
    counts.forEach((kind, count) -> words.add(kind + " " + count));
    return String.join(", ", words);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
