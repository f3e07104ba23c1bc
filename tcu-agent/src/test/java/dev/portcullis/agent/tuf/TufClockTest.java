package dev.portcullis.agent.tuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.portcullis.ota.testing.RoleSigner;
import dev.portcullis.ota.testing.SimulatedRepository;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process under {@code faketime}, which is how others test what expires. */
final class TufClockTest {

  private static final long SECONDS = 60;

  @TempDir private Path folder;

  @Test
  void believesTheClockThatItsProcessIsShown() throws IOException, InterruptedException {
    var faketime = find();
    var now = Instant.now();
    var repository = new SimulatedRepository(RoleSigner.Kind.ECDSA, now.plus(Duration.ofDays(30)));
    repository.root().expires(now.plus(Duration.ofDays(7)));
    repository.publish("root");
    try (var bench = new TufBench(folder, repository)) {
      assertEquals(0, bench.init());

      assertEquals("0 ", run(faketime, now.plus(Duration.ofDays(6)), bench.refreshing()));
      var late = run(faketime, now.plus(Duration.ofDays(8)), bench.refreshing());
      assertTrue(late.startsWith("1 portcullis tuf: FREEZE: root: "), late);

      repository.root().expires(now.plus(Duration.ofDays(21)));
      repository.publish("root");
      assertEquals("0 ", run(faketime, now.plus(Duration.ofDays(18)), bench.refreshing()));
      assertEquals("3 1 1 1", bench.trusted());
    }
  }

  /** The exit code and what was said. */
  private String run(Path faketime, Instant time, List<String> arguments)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                faketime.toString(),
                time.toString(),
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                path(),
                TufCommand.class.getName()));
    command.addAll(arguments);
    var said = folder.resolve("said");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "it did not end");
      return process.exitValue() + " " + Files.readString(said);
    } finally {
      process.destroyForcibly();
    }
  }

  /** What this test runs with, whether as modules or on the class path. */
  private static String path() {
    return String.join(
        File.pathSeparator,
        Stream.of("java.class.path", "jdk.module.path").map(System::getProperty).toList());
  }

  private static Path find() {
    var program =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(place -> Path.of(place, "faketime"))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      var reason = "faketime is not installed (Debian: apt-get install faketime)";
      if (Boolean.getBoolean("peers.required")) {
        return fail(reason);
      }
      return abort(reason);
    }
    return program.get();
  }
}
