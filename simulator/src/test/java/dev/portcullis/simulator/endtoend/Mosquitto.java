package dev.portcullis.simulator.endtoend;

import dev.portcullis.simulator.authority.Estate;
import dev.portcullis.simulator.authority.Holder;
import dev.portcullis.simulator.authority.KeyFiles;
import dev.portcullis.simulator.cloud.Cloud;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** Debian's broker with the configuration under {@code simulator/mosquitto}. */
final class Mosquitto implements TestBroker {

  private static final int TRIES = 200;
  private static final int PEM_WIDTH = 64;
  private static final int PATIENCE_SECONDS = 20;

  private final Path program;
  private final Path folder;
  private final InetSocketAddress address;
  private Process process;

  private Mosquitto(Path program, Path folder, InetSocketAddress address, Process process) {
    this.program = program;
    this.folder = folder;
    this.address = address;
    this.process = process;
  }

  static Mosquitto start(Estate estate, Cloud cloud)
      throws IOException, GeneralSecurityException, InterruptedException {
    var program = Programs.mosquitto();
    var folder = Files.createDirectories(estate.folder().resolve("mosquitto"));
    var address = freeAddress();
    Files.copy(estate.authority().rootCertificate(), folder.resolve("authority.pem"));
    writeKeys(estate.files(Holder.BROKER), folder);
    var shipped = Programs.ROOT.resolve("simulator").resolve("mosquitto");
    Files.copy(shipped.resolve("acl"), folder.resolve("acl"));
    Files.writeString(
        folder.resolve("mosquitto.conf"),
        Files.readString(shipped.resolve("mosquitto.conf"))
            .replace("@ADDRESS@", address.getAddress().getHostAddress())
            .replace("@PORT@", Integer.toString(address.getPort()))
            .replace("@USER@", System.getProperty("user.name"))
            .replace("@FOLDER@", folder.toString()));
    return new Mosquitto(program, folder, address, launch(program, folder, address));
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  /** Ends the broker and starts it again; sessions and retained messages are in its folder. */
  void restart() throws IOException, InterruptedException {
    close();
    process = launch(program, folder, address);
  }

  @Override
  public void close() {
    process.destroy();
    var _ = process.onExit().completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    var _ = process.destroyForcibly().onExit().join();
  }

  private static Process launch(Path program, Path folder, InetSocketAddress address)
      throws IOException, InterruptedException {
    var log = folder.resolve("log");
    var started =
        new ProcessBuilder(program.toString(), "-c", folder.resolve("mosquitto.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    for (int i = 0; i < TRIES && started.isAlive(); i++) {
      try (var probe = new Socket()) {
        probe.connect(address);
        return started;
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    started.destroyForcibly().waitFor();
    throw new IOException("mosquitto did not start: " + Files.readString(log));
  }

  private static InetSocketAddress freeAddress() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), probe.getLocalPort());
    }
  }

  private static void writeKeys(KeyFiles files, Path folder)
      throws IOException, GeneralSecurityException {
    var password = Files.readString(files.password()).toCharArray();
    var store = KeyStore.getInstance(files.store().toFile(), password);
    var certificates = new StringBuilder();
    for (var certificate : store.getCertificateChain(KeyFiles.IDENTITY)) {
      certificates.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    Files.writeString(folder.resolve("broker.pem"), certificates);
    var key = store.getKey(KeyFiles.IDENTITY, password).getEncoded();
    Files.writeString(folder.resolve("broker.key"), pem("PRIVATE KEY", key));
  }

  private static String pem(String what, byte[] content) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(PEM_WIDTH, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + what
        + "-----\n";
  }
}
