package dev.portcullis.simulator.endtoend;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where the programs are that these tests start. */
final class Programs {

  static final Path ROOT = Path.of(System.getProperty("project.root", "..")).normalize();
  static final Path CAR = ROOT.resolve("simulator").resolve("car");

  private Programs() {}

  /** The agent's command line, as the launcher puts it together. */
  static List<String> agent(String... arguments) {
    return java("jvm.options", "dev.portcullis.agent/dev.portcullis.agent.Main", arguments);
  }

  /** can-bridge's command line, as the launcher puts it together. */
  static List<String> canBridge(String... arguments) {
    return java("bridge.options", "dev.portcullis.can/dev.portcullis.can.process.Main", arguments);
  }

  private static List<String> java(String options, String program, String... arguments) {
    var agent = ROOT.resolve("tcu-agent").resolve("target").resolve("agent");
    if (!Files.isDirectory(agent)) {
      return fail(agent + " is not built; next: mvn package");
    }
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("@" + agent.resolve(options));
    line.addAll(List.of("-p", agent.toString()));
    line.add("-DjSerialComm.library.path=" + agent.resolve("native"));
    line.addAll(List.of("-m", program));
    line.addAll(List.of(arguments));
    return line;
  }

  /** Debian's broker; skips the test where it is missing, or fails if peers are required. */
  static Path mosquitto() {
    var path = System.getenv("PATH");
    var found =
        Stream.concat(
                Stream.of((path == null ? "" : path).split(File.pathSeparator, -1)),
                Stream.of("/usr/sbin", "/usr/local/sbin"))
            .map(folder -> Path.of(folder, "mosquitto"))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isPresent()) {
      return found.get();
    }
    var reason = "mosquitto is not installed; next: apt-get install mosquitto";
    return Boolean.getBoolean("peers.required") ? fail(reason) : abort(reason);
  }
}
