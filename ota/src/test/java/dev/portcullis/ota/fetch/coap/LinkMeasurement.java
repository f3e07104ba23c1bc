package dev.portcullis.ota.fetch.coap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a transfer gets of a link with delay and loss, beside what a plain HTTPS download gets of
 * it; printed and not judged. The link is the loopback interface of a kernel with netem, which
 * {@code .ci/qemu/run} boots. Not among the tests of a build: {@code mvn -pl ota -am test
 * -Dtest=LinkMeasurement -Dsurefire.failIfNoSpecifiedTests=false}.
 *
 * <p>The properties {@code link.netem}, {@code link.rounds} and {@code link.kib} change what is
 * measured. {@code link.every} of 100 loses each hundredth packet, instead of one in a hundred.
 */
final class LinkMeasurement {

  private static final String SECONDS_AT_MOST = "1800";

  @Test
  void transfersOverALinkThatDelaysAndLoses() throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("project.root", ".."), ".ci", "qemu", "run").toString());
    command.addAll(List.of("--seconds", SECONDS_AT_MOST));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // In an emulated machine the second compiler costs more than it gains.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
    command.addAll(List.of("-cp", FetchMeasurement.classPath(), LinkRounds.class.getName()));
    command.add(System.getProperty("link.rounds", "9"));
    command.add(System.getProperty("link.kib", "2048"));
    command.add(System.getProperty("link.every", "0"));
    command.addAll(
        List.of(System.getProperty("link.netem", "delay 50ms loss 1%").strip().split(" +", -1)));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (var said = process.inputReader()) {
      said.lines().forEach(System.out::println);
    }
    assertEquals(0, process.waitFor());
  }
}
