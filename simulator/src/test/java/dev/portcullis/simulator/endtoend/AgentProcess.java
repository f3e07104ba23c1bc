package dev.portcullis.simulator.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The agent as a process of its own, started as the launcher starts it, with its trace read. */
final class AgentProcess implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE_AT_END = Duration.ofSeconds(20);

  private final Process process;
  private final Path errors;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition spoken = lock.newCondition();
  private final List<JsonNode> trace = new ArrayList<>();
  private boolean silent;

  private AgentProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  /** Starts {@code agent run --trace}; what it tells people goes to the file {@code errors}. */
  static AgentProcess run(Path configuration, Path errors) throws IOException {
    var line = Programs.agent("run", "--config", configuration.toString(), "--trace");
    var process = new ProcessBuilder(line).redirectError(errors.toFile()).start();
    var agent = new AgentProcess(process, errors);
    Thread.ofPlatform().daemon().name("agent-trace").start(agent::read);
    return agent;
  }

  /** Every decision so far: a JSON object with {@code command}, {@code outcome}, {@code code}. */
  List<JsonNode> decisions() {
    lock.lock();
    try {
      return trace.stream().filter(line -> is(line, "type", "decision")).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the broker has its first beacon and the time is known to it. */
  boolean isReadyWithin(Duration patience) throws InterruptedException {
    return saysWithin(line -> is(line, "type", "ready"), patience)
        && saysWithin(line -> is(line, "what", "time"), patience);
  }

  /** Waits for a line of the trace. */
  boolean saysWithin(Predicate<JsonNode> wanted, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (trace.stream().noneMatch(wanted)) {
        if (left <= 0 || silent) {
          return false;
        }
        left = spoken.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  static boolean is(JsonNode line, String member, String value) {
    return line.path(member).asText().equals(value);
  }

  /** What it told people so far. */
  String errors() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL, and waits until it is gone and its trace is read to the end. */
  void kill() {
    var _ = process.destroyForcibly().onExit().join();
    awaitSilence();
  }

  /** SIGTERM, and waits. */
  int stop() {
    process.destroy();
    var _ =
        process
            .onExit()
            .completeOnTimeout(process, PATIENCE_AT_END.toSeconds(), TimeUnit.SECONDS)
            .join();
    kill();
    return process.exitValue();
  }

  private void awaitSilence() {
    lock.lock();
    try {
      while (!silent) {
        spoken.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        // The last line of one that was killed may be torn.
        if (line.endsWith("}")) {
          hear(JSON.readTree(line));
        }
      }
    } catch (IOException e) {
      // Its end closes the pipe.
      return;
    } finally {
      lock.lock();
      try {
        silent = true;
        spoken.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void hear(JsonNode line) {
    lock.lock();
    try {
      trace.add(line);
      spoken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
