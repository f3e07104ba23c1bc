package dev.portcullis.agent.link;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's broker with the configuration this repository ships, on a free port of the loopback. */
final class Mosquitto implements AutoCloseable {

  private static final int TRIES = 200;

  private final Path program;
  private final Path folder;
  private final int port;
  private Process process;

  private Mosquitto(Path program, Path folder, int port) throws IOException {
    this.program = program;
    this.folder = folder;
    this.port = port;
    this.process = launch();
  }

  /** Starts a broker whose files are in {@code folder}; skips the test where there is none. */
  static Mosquitto start(Path folder, TestAuthority authority) throws IOException {
    var program = find();
    int port = freePort();
    authority.writeTo(folder, authority.issueForHost("localhost"));
    var shipped = Path.of(System.getProperty("project.root"), "simulator", "mosquitto");
    Files.writeString(
        folder.resolve("mosquitto.conf"),
        Files.readString(shipped.resolve("mosquitto.conf"))
            .replace("@PORT@", String.valueOf(port))
            .replace("@ADDRESS@", "127.0.0.1")
            .replace("@USER@", System.getProperty("user.name"))
            .replace("@FOLDER@", folder.toString()));
    Files.copy(shipped.resolve("acl"), folder.resolve("acl"));
    return new Mosquitto(program, folder, port);
  }

  private static Path find() {
    var program =
        Stream.concat(
                Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of),
                Stream.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin")))
            .map(place -> place.resolve("mosquitto"))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      var reason = "mosquitto is not installed (Debian: apt-get install mosquitto)";
      if (Boolean.getBoolean("peers.required")) {
        return fail(reason);
      }
      return abort(reason);
    }
    return program.get();
  }

  static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  /** Replaces the access list; it counts from the next start. */
  void allow(String acl) throws IOException {
    Files.writeString(folder.resolve("acl"), acl);
  }

  /** Ends the broker; what it holds is in its folder. */
  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts it again on the same port. */
  void startAgain() throws IOException {
    process = launch();
  }

  /** Makes it forget every session and retained message. */
  void forget() throws IOException {
    Files.deleteIfExists(folder.resolve("mosquitto.db"));
  }

  String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() throws IOException {
    var log = folder.resolve("log").toFile();
    var started =
        new ProcessBuilder(program.toString(), "-c", folder.resolve("mosquitto.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    for (int i = 0; i < TRIES; i++) {
      try (var probe = new Socket()) {
        probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        return started;
      } catch (IOException e) {
        if (!started.isAlive()) {
          break;
        }
        pause();
      }
    }
    started.destroyForcibly();
    throw new IOException("mosquitto did not start: " + Files.readString(log.toPath()));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
