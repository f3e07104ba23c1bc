package dev.portcullis.ota.install;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

  private static final int NOT_MOUNTED = 99;

  /** What became of one run. */
  record Run(int code, String out, String said) {}

  /** Runs it to its end. */
  Run run(Path unit, String... arguments) throws IOException, InterruptedException {
    return finish(start(List.of(FILE.toString()), unit, arguments), unit);
  }

  /**
   * Runs it with the tools counted that it calls, and kills it before call {@code dieAt}; the calls
   * that were made are counted in the file {@code steps}.
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

  /** Runs it where the unit's folder is mounted read-only; skips the test where nobody may. */
  Run runOnReadOnlyDisk(Path unit) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c"));
    command.add(
        """
        mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" || exit %d
        exec "$@" "$0"
        """
            .formatted(NOT_MOUNTED));
    command.add(unit.toString());
    command.addAll(shell.command());
    command.add(FILE.toString());
    var run = finish(launch(command, unit), unit);
    assumeTrue(run.code() != NOT_MOUNTED && run.code() != 1, "no mount here: " + run.said());
    return run;
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
    return launch(command, unit);
  }

  private static Process launch(List<String> command, Path unit) throws IOException {
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
