package dev.portcullis.simulator.endtoend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** can-bridge as a process of its own, started as the launcher starts it, with its log read. */
final class CanBridgeProcess implements AutoCloseable {

  private final Process process;
  private final Path log;

  private CanBridgeProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static CanBridgeProcess run(Path configuration, Path log)
      throws IOException, InterruptedException {
    var line = Programs.canBridge("run", "--config", configuration.toString());
    var process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    var bridge = new CanBridgeProcess(process, log);
    bridge.awaitLine("bridge: listening");
    return bridge;
  }

  /** Waits until it has said a line that begins so. */
  void awaitLine(String beginning) throws InterruptedException {
    long end = System.nanoTime() + Rig.PATIENCE.toNanos();
    while (log().lines().noneMatch(line -> line.startsWith(beginning))) {
      assertTrue(System.nanoTime() < end && process.isAlive(), this::log);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  /** Everything it has said. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL, and waits until it is gone. */
  void kill() {
    var _ = process.destroyForcibly().onExit().join();
  }

  /** SIGTERM, and waits. */
  int stop() throws InterruptedException {
    process.destroy();
    assertTrue(process.waitFor(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS), this::log);
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
