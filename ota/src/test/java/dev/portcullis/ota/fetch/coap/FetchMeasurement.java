package dev.portcullis.ota.fetch.coap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import dev.portcullis.ota.fetch.ByteBudget;
import dev.portcullis.ota.fetch.TimeBudget;
import dev.portcullis.ota.testing.ImageServer;
import dev.portcullis.ota.testing.LoopbackServer;
import dev.portcullis.ota.testing.LossyPath;
import dev.portcullis.ota.testing.LossyPath.Weather;
import dev.portcullis.ota.testing.TestTls;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a transfer costs, printed and not judged. Not among the tests of a build: {@code mvn -pl ota
 * -am test -Dtest=FetchMeasurement -Dsurefire.failIfNoSpecifiedTests=false}.
 */
final class FetchMeasurement {

  private static final TestAuthority FLEET = new TestAuthority("fleet");
  private static final int MIB = 1024 * 1024;
  private static final long LARGE = 100L * MIB;
  private static final int PIECE = 16 * 1024;
  private static final double NANOS = 1e9;

  /** Bytes that depend on their place, of a file of any length. */
  static ImageServer.Content content(long length) {
    return new ImageServer.Content() {
      @Override
      public byte[] bytes(long from, int size) {
        byte[] bytes = new byte[(int) Math.max(0, Math.min(size, length - from))];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) (((from + i) * 31) >> 3);
        }
        return bytes;
      }

      @Override
      public long length() {
        return length;
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "1, 25, 0, 100",
    "8, 25, 0, 2000",
    "32, 25, 0, 6000",
    "64, 25, 0, 6000",
    "1, 25, 5, 100",
    "8, 25, 5, 2000",
    "32, 25, 5, 6000",
    "64, 25, 5, 6000",
    "32, 25, 10, 6000",
    "32, 50, 10, 6000",
    "32, 0, 0, 60000"
  })
  void throughput(int blocks, int delayMillis, int lost, int kib) {
    long length = kib * 1024L;
    var weather = new Weather(Duration.ofMillis(delayMillis), Duration.ZERO, lost, 0);
    try (var server = ImageServer.of(content(length), (_, _, proper) -> proper);
        var path = new LossyPath(server.port(), weather, 5)) {
      var source =
          new CoapImageSource(
              TestUnit.server(path.port(), server.pins()),
              TestUnit.of(FLEET, ShownAs.RAW_PUBLIC_KEY, System::nanoTime),
              new BlockWindow(blocks, BlockSize.B1024),
              TimeBudget.MOBILE);
      try (var image = source.open("a", length, ByteBudget.forFile(length))) {
        long start = System.nanoTime();
        assertEquals(Outcome.passed(length), image.fetch(0, _ -> {}));
        double seconds = (System.nanoTime() - start) / NANOS;
        System.out.printf(
            Locale.ROOT,
            "FIGURES window %d, round trip %d ms, %.1f %% lost each way: %.0f KiB/s with the"
                + " handshake, %.2f requests a block%n",
            blocks,
            2 * delayMillis,
            lost / 10.0,
            kib / seconds,
            path.fromClient() / Math.ceil(kib));
      }
    }
  }

  @Test
  void memoryOverCoap() throws IOException, InterruptedException {
    try (var server = ImageServer.of(content(LARGE), (_, _, proper) -> proper)) {
      memory(
          "coap", Integer.toString(server.port()), server.pins().iterator().next().value().hex());
    }
  }

  @Test
  void memoryOverHttps(@TempDir Path folder) throws Exception {
    var tls = new TestTls(folder);
    tls.keep(FLEET);
    var content = content(LARGE);
    try (var server =
        new LoopbackServer(
            tls.server(FLEET),
            (_, fields, out) -> {
              long from = from(fields);
              out.write(head(from).getBytes(StandardCharsets.US_ASCII));
              for (long at = from; at < LARGE; at += PIECE) {
                out.write(content.bytes(at, PIECE));
              }
            })) {
      memory("https", server.uri("/images").toString(), folder.toString());
    }
  }

  private static long from(Map<String, String> fields) {
    return Long.parseLong(fields.getOrDefault("range", "bytes=0-").replaceAll("bytes=|-", ""));
  }

  private static String head(long from) {
    var part = "Content-Range: bytes %d-%d/%d\r\n".formatted(from, LARGE - 1, LARGE);
    return "HTTP/1.1 %s\r\nContent-Length: %d\r\n%sConnection: close\r\n\r\n"
        .formatted(
            from == 0 ? "200 OK" : "206 Partial Content", LARGE - from, from == 0 ? "" : part);
  }

  /** In a process with the agent's own options. */
  private static void memory(String... way) throws IOException, InterruptedException {
    var root = Path.of(System.getProperty("project.root", ".."));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + root.resolve("tcu-agent/src/main/launch/jvm.options"));
    command.addAll(List.of("-cp", classPath(), FetchMemory.class.getName()));
    command.add(Long.toString(LARGE));
    command.addAll(List.of(way));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    // As the agent's launcher has it.
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    System.out.print(said);
  }

  static String classPath() {
    return String.join(
        File.pathSeparator,
        System.getProperty("jdk.module.path", ""),
        System.getProperty("java.class.path", ""),
        Path.of("target", "test-classes").toString());
  }
}
