package dev.portcullis.can.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Boots Debian's kernel under qemu and runs {@link OnLinux} there, because the kernels of build
 * machines seldom have CAN.
 */
class KernelUnderQemuTest {

  /** What {@code .ci/qemu/run} ends with where this machine cannot do it. */
  private static final int CANNOT = 77;

  @Test
  void thePortsWorkOnAKernelWithCan() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("project.root", ".."), ".ci", "qemu", "run").toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                OnLinux.class.getName())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int code = process.waitFor();
    if (code == CANNOT && !Boolean.getBoolean("peers.required")) {
      abort(said);
    }
    if (code == CANNOT) {
      fail(said);
    }
    assertEquals(0, code, said);
  }

  /** All that this JVM has, wherever it has it: in there is no module path. */
  private static String classPath() {
    return Stream.concat(
            Stream.of("target/classes", "target/test-classes"),
            Stream.of("jdk.module.path", "java.class.path")
                .map(property -> System.getProperty(property, ""))
                .flatMap(paths -> List.of(paths.split(File.pathSeparator)).stream()))
        .filter(path -> !path.isEmpty())
        .map(path -> Path.of(path).toAbsolutePath().toString())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }
}
