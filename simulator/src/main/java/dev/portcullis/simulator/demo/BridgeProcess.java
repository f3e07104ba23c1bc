package dev.portcullis.simulator.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** can-bridge, in a process of its own, started as anybody starts it. */
final class BridgeProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration FAREWELL = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final String LISTENING = "bridge: listening";

  private final Process process;
  private final Path log;
  private final LongSupplier nanos;

  private BridgeProcess(Process process, Path log, LongSupplier nanos) {
    this.process = process;
    this.log = log;
    this.nanos = nanos;
  }

  /** Starts it; its words go to {@code log}. */
  static BridgeProcess start(Path home, Path config, Path log, Surroundings around)
      throws IOException {
    return new BridgeProcess(
        begin(home, log, "run", "--config", config.toString()), log, around.nanos());
  }

  /**
   * Gives it the keys of the bus that are in {@code from}, a package for the agent and for it.
   *
   * @throws IOException in its own words, if it does not take them
   */
  static void provision(Path home, Path config, Path from, Path log)
      throws IOException, InterruptedException {
    var process =
        begin(
            home,
            log,
            "provision",
            "--config",
            config.toString(),
            "--from",
            from.resolve("secoc").toString());
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
    }
    if (process.waitFor() != 0) {
      throw new IOException("can-bridge was not provisioned: " + Files.readString(log));
    }
  }

  private static Process begin(Path home, Path log, String... words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(home.resolve("portcullis").toString(), "can", "bridge"));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command);
    builder.environment().put("PORTCULLIS_BUILD", "never");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /** Waits until it listens at its socket. */
  void awaitListening() throws IOException, InterruptedException {
    long deadline = nanos.getAsLong() + PATIENCE.toNanos();
    while (Files.readAllLines(log).stream().noneMatch(line -> line.startsWith(LISTENING))) {
      if (!process.isAlive() || nanos.getAsLong() - deadline > 0) {
        throw new IOException("can-bridge did not start: " + Files.readString(log));
      }
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
  }

  /** Memory it holds at the moment, in bytes. */
  long residentBytes() throws IOException {
    return ProcessMemory.residentBytes(process);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
