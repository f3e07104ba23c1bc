package dev.portcullis.simulator.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The agent, in a process of its own, started as anybody starts it. */
final class AgentProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration FAREWELL = Duration.ofSeconds(5);
  private static final int LAST_LINES = 5;

  private final Process process;
  private final Path log;
  private final AgentTrace trace;

  private AgentProcess(Process process, Path log, AgentTrace trace) {
    this.process = process;
    this.log = log;
    this.trace = trace;
  }

  /**
   * Installs what is in {@code package}.
   *
   * @throws IOException in the agent's own words, if it does not take it
   */
  static void provision(Path home, Path config, Path from, Path log)
      throws IOException, InterruptedException {
    finish(
        log, builder(home, "provision", "--config", config.toString(), "--from", from.toString()));
  }

  /**
   * Installs a policy in a running agent.
   *
   * @throws IOException in the agent's own words, if it does not take it
   */
  static void installPolicy(Path home, Path config, Path from, Path log)
      throws IOException, InterruptedException {
    finish(
        log,
        builder(
            home, "policy", "install", "--config", config.toString(), "--from", from.toString()));
  }

  /**
   * Installs the first version of a unit, from the repositories that {@code config} names.
   *
   * @throws IOException in the agent's own words, if it does not take it
   */
  static void provisionUnit(Path home, Path config, Path roots, Instant now, Path log)
      throws IOException, InterruptedException {
    finish(
        log,
        builder(
            home,
            "update",
            "provision",
            "--config",
            config.toString(),
            "--from",
            roots.toString(),
            "--at",
            now.truncatedTo(ChronoUnit.SECONDS).toString()));
  }

  private static void finish(Path log, ProcessBuilder command)
      throws IOException, InterruptedException {
    var process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new IOException("the agent's command did not end in time: " + lastLines(log));
    }
    if (process.exitValue() != 0) {
      throw new IOException("the agent refused: " + lastLines(log));
    }
  }

  /** Starts it; its words go to {@code log}, its trace to {@code trace}. */
  static AgentProcess start(Path home, Path config, Path log, AgentTrace trace) throws IOException {
    var process =
        builder(home, "run", "--config", config.toString(), "--bench")
            .redirectError(log.toFile())
            .start();
    var reader =
        new Thread(() -> read(process.inputReader(StandardCharsets.UTF_8), trace), "agent-trace");
    reader.setDaemon(true);
    reader.start();
    return new AgentProcess(process, log, trace);
  }

  private static ProcessBuilder builder(Path home, String... arguments) {
    var command = new ArrayList<String>();
    command.add(home.resolve("portcullis").toString());
    command.add("agent");
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().put("PORTCULLIS_BUILD", "never");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  private static void read(BufferedReader lines, AgentTrace trace) {
    try (lines) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        TraceCodec.parse(line).ifPresent(trace::take);
      }
    } catch (IOException e) {
      // Its end of the pipe is gone, as the process is.
    } finally {
      trace.end();
    }
  }

  /** How long it took until its first beacon was acknowledged. */
  long awaitReadyMillis() throws IOException, InterruptedException {
    var ready = trace.awaitReady(PATIENCE);
    if (ready.isEmpty()) {
      throw new IOException("the agent did not become ready: " + lastLines(log));
    }
    return ready.get();
  }

  /** Its last words, for whoever has to find out what went wrong. */
  String lastWords() throws IOException {
    return lastLines(log);
  }

  /** Sends it a signal, by its name without SIG. */
  void signal(String name) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start();
    if (kill.waitFor() != 0) {
      throw new IOException("the agent's process could not be sent " + name);
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

  private static String lastLines(Path log) throws IOException {
    var lines = Files.readAllLines(log);
    return String.join(
        System.lineSeparator() + "  ",
        lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }
}
