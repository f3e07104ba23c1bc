package dev.portcullis.ota.install;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The launcher, in one of the shells. */
record LauncherScript(Shell shell) {

  static final Path FILE =
      Path.of(System.getProperty("project.root"), "ota", "launcher", "portcullis-launcher");

  /** What became of one run. */
  record Run(int code, String out, String said) {}

  /** Runs it to its end. */
  Run run(Path unit, String... arguments) throws IOException, InterruptedException {
    return finish(start(List.of(FILE.toString()), unit, arguments), unit);
  }

  /**
   * Runs it with the tools counted that it calls, and kills it before call {@code dieAt}; the
   * calls that were made are counted in the file {@code steps}.
   */
  Run runAndDieAt(int dieAt, Path steps, Path unit) throws IOException, InterruptedException {
    Files.writeString(steps, "");
    var prelude =
        """
        step() {
          echo x >>'%s'
          if [ "$(command wc -l <'%s')" -gt %d ]; then kill -9 $$; exit 1; fi
        }
        sha256sum() { step; command sha256sum "$@"; }
        find() { step; command find "$@"; }
        mv() { step; command mv "$@"; }
        sync() { step; command sync "$@"; }
        . '%s'
        """
            .formatted(steps, steps, dieAt, FILE);
    return finish(start(List.of("-c", prelude, "launcher"), unit), unit);
  }

  /** Starts it and does not wait. */
  Process start(Path unit, String... arguments) throws IOException {
    return start(List.of(FILE.toString()), unit, arguments);
  }

  private Process start(List<String> script, Path unit, String... arguments) throws IOException {
    var command = new ArrayList<>(shell.command());
    command.addAll(script);
    command.add(unit.toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    // The first two must not reach what is started.
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Dinjected=true");
    builder.environment().put("JDK_JAVA_OPTIONS", "-Dinjected=true");
    builder.environment().put("TEST_JAVA", System.getProperty("java.home") + "/bin/java");
    builder.environment().put("TEST_CLASS_PATH", classPath());
    return builder
        .redirectOutput(outside(unit, "out").toFile())
        .redirectError(outside(unit, "said").toFile())
        .start();
  }

  /** Everything that this test can see, whichever way the build handed it over. */
  private static String classPath() {
    return String.join(
        File.pathSeparator,
        System.getProperty("java.class.path"),
        System.getProperty("jdk.module.path", ""),
        Path.of("target", "test-classes").toAbsolutePath().toString(),
        Path.of("target", "classes").toAbsolutePath().toString());
  }

  private static Run finish(Process process, Path unit) throws IOException, InterruptedException {
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new Run(
        process.exitValue(),
        Files.readString(outside(unit, "out")),
        Files.readString(outside(unit, "said")));
  }

  private static Path outside(Path unit, String name) {
    return unit.resolveSibling(unit.getFileName() + "-" + name);
  }
}
