package dev.portcullis.simulator.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The agent of a unit, started by the launcher, and started again whenever it ends: what systemd
 * does with {@code Restart=always}.
 */
final class LaunchedAgent implements AutoCloseable {

  private static final Duration FAREWELL = Duration.ofSeconds(5);
  private static final Duration BETWEEN = Duration.ofMillis(100);

  private final ProcessBuilder command;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final List<TraceLine> lines = new ArrayList<>();
  private final Thread supervisor;
  private Optional<Process> process = Optional.empty();
  private int starts;
  private Life life = Life.RUNNING;

  private enum Life {
    RUNNING,
    CLOSED
  }

  private LaunchedAgent(ProcessBuilder command) {
    this.command = command;
    this.supervisor = new Thread(this::run, "supervisor");
    supervisor.setDaemon(true);
  }

  /**
   * Starts the launcher for the first time.
   *
   * @param home where Portcullis lies, with the launcher
   */
  static LaunchedAgent start(Path home, Path unit, Path config, Path log) {
    var launcher = home.resolve("ota").resolve("launcher").resolve("portcullis-launcher");
    var builder =
        new ProcessBuilder(
            "sh",
            launcher.toString(),
            unit.toString(),
            "run",
            "--config",
            config.toString(),
            "--trace");
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    var agent = new LaunchedAgent(builder);
    agent.supervisor.start();
    return agent;
  }

  private void run() {
    try {
      for (var next = next(); next.isPresent(); next = next()) {
        read(next.get());
        next.get().waitFor();
        TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      take(new TraceLine.Event("launcher", String.valueOf(e.getMessage())));
    }
  }

  private Optional<Process> next() throws IOException {
    lock.lock();
    try {
      if (life == Life.CLOSED) {
        return Optional.empty();
      }
      starts++;
      process = Optional.of(command.start());
      return process;
    } finally {
      lock.unlock();
    }
  }

  private void read(Process started) {
    try (BufferedReader reader = started.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        TraceCodec.parse(line).ifPresent(this::take);
      }
    } catch (IOException e) {
      // Its end of the pipe is gone, as the process is.
    }
  }

  private void take(TraceLine line) {
    lock.lock();
    try {
      lines.add(line);
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many lines there are; what is waited for may be looked for behind them. */
  int lineCount() {
    lock.lock();
    try {
      return lines.size();
    } finally {
      lock.unlock();
    }
  }

  /** How often the launcher was started. */
  int starts() {
    lock.lock();
    try {
      return starts;
    } finally {
      lock.unlock();
    }
  }

  /** The first line behind {@code from} that is wanted, as soon as there is one. */
  Optional<TraceLine> await(int from, Predicate<TraceLine> wanted, Duration patience)
      throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (true) {
        var found = lines.subList(from, lines.size()).stream().filter(wanted).findFirst();
        if (found.isPresent() || left <= 0) {
          return found;
        }
        left = grown.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The last events, for whoever has to find out what went wrong. */
  String lastWords() {
    lock.lock();
    try {
      return lines.reversed().stream()
          .filter(TraceLine.Event.class::isInstance)
          .limit(5)
          .map(Object::toString)
          .toList()
          .toString();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    Optional<Process> last;
    lock.lock();
    try {
      life = Life.CLOSED;
      last = process;
    } finally {
      lock.unlock();
    }
    last.ifPresent(LaunchedAgent::end);
    supervisor.interrupt();
  }

  private static void end(Process process) {
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
