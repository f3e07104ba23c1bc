package dev.portcullis.simulator.image;

import dev.portcullis.crypto.Bytes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The argument file that the launcher gives to Java, in the application's folder: everything up to
 * the main class, with paths relative to that folder, for nobody knows where a unit has it.
 */
final class StartOptions {

  /** The agent's module, whose main class is started. */
  static final String MODULE = "dev.portcullis.agent";

  private static final List<String> PLACE =
      List.of(
          "-p .",
          "-DjSerialComm.library.path=native",
          "-m " + MODULE + "/dev.portcullis.agent.Main");

  private StartOptions() {}

  /** The lines of {@code jvm.options} that say something, and where everything is. */
  static Bytes of(String jvmOptions) {
    return Bytes.utf8(
        Stream.concat(
                jvmOptions
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#")),
                PLACE.stream())
            .collect(Collectors.joining("\n", "", "\n")));
  }
}
