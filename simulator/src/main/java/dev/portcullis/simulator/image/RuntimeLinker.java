package dev.portcullis.simulator.image;

import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Makes a Java runtime of a JDK with the modules that the agent needs, and no others. */
final class RuntimeLinker {

  /**
   * The platform's modules that the agent needs: what its modules require, which a test holds this
   * list against, and {@code jdk.crypto.cryptoki}, which provides tokens and which nothing
   * requires.
   */
  static final List<String> MODULES =
      List.of("java.base", "java.logging", "java.naming", "jdk.crypto.cryptoki", "jdk.net");

  private RuntimeLinker() {}

  /** Makes it in {@code runtime}, which does not exist yet. The same JDK gives the same bytes. */
  static Outcome<Path, PackProblem> link(Path jdk, Path runtime) throws InterruptedException {
    var line =
        List.of(
            jdk.resolve("bin").resolve("jlink").toString(),
            "--add-modules",
            String.join(",", MODULES),
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            runtime.toString());
    try {
      var process = new ProcessBuilder(line).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0
          ? Outcome.passed(runtime)
          : Outcome.refused(new PackProblem.NotLinked(said.strip()));
    } catch (IOException e) {
      return Outcome.refused(new PackProblem.NotLinked(String.valueOf(e.getMessage())));
    }
  }
}
