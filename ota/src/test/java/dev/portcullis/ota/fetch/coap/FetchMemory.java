package dev.portcullis.ota.fetch.coap;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import dev.portcullis.ota.fetch.ByteBudget;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.fetch.HttpImageSource;
import dev.portcullis.ota.fetch.ImageSource;
import dev.portcullis.ota.fetch.TimeBudget;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.metadata.Hashes;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.store.Staging;
import dev.portcullis.ota.store.TargetFolder;
import dev.portcullis.ota.testing.TestTls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A process that fetches one image to its disk, and says what memory it had. */
final class FetchMemory {

  private static final long SMALL = 1024L * 1024;
  private static final long WARMING = 40 * SMALL;

  private FetchMemory() {}

  /** Length, then {@code coap}, port and pin, or {@code https}, the server and a folder of keys. */
  public static void main(String[] arguments) throws IOException, StorageFault {
    long length = Long.parseLong(arguments[0]);
    var source = source(List.of(arguments).subList(1, arguments.length));
    say("before the first connection");
    fetch(source, length, length - SMALL);
    say("after the first mebibyte");
    fetch(source, length, length - WARMING);
    System.gc();
    pause();
    say("idle, its code compiled");
    long start = System.nanoTime();
    fetch(source, length, 0);
    double seconds = (System.nanoTime() - start) / 1e9;
    say("after the whole of " + length / SMALL + " MiB");
    pause();
    say("some seconds later");
    System.out.printf("FIGURES to disk, without delay: %.0f KiB/s%n", length / 1024.0 / seconds);
  }

  /** What compilers needed goes back to the system meanwhile. */
  private static void pause() {
    try {
      Thread.sleep(Duration.ofSeconds(4));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ImageSource source(List<String> way) {
    return switch (way.getFirst()) {
      case "coap" ->
          new CoapImageSource(
              TestUnit.server(
                  Integer.parseInt(way.get(1)), Set.of(new Digest(Bytes.fromHex(way.get(2))))),
              TestUnit.of(new TestAuthority("fleet"), ShownAs.RAW_PUBLIC_KEY, System::nanoTime),
              BlockWindow.STANDARD,
              TimeBudget.MOBILE);
      case "https" ->
          new HttpImageSource(
              URI.create(way.get(1)),
              TimeBudget.MOBILE,
              new TestTls(Path.of(way.get(2))).kept(),
              System::nanoTime);
      default -> throw new IllegalArgumentException(way.toString());
    };
  }

  private static void fetch(ImageSource source, long length, long from)
      throws IOException, StorageFault {
    var folder = Files.createTempDirectory("fetch");
    var hash = Bytes.of(new byte[HashAlgorithm.SHA_256.start().getDigestLength()]);
    var described =
        new TargetFile(
            length,
            new Hashes(Map.of(HashAlgorithm.SHA_256, hash), Set.of()),
            new Members(Map.of()));
    try (var image = source.open("a", length, ByteBudget.forFile(length));
        var staged =
            new TargetFolder(new DiskFileSystem(), folder)
                .stage(new TargetName("a"), described, Staging.CHUNK)
                .orFault()) {
      if (image.<StorageFault>fetch(from, staged::add)
          instanceof Outcome.Refused<Long, FetchFailure>(var why)) {
        throw new IllegalStateException(why.toString());
      }
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(each);
      }
    }
  }

  private static void say(String when) throws IOException {
    var runtime = Runtime.getRuntime();
    long heap = (runtime.totalMemory() - runtime.freeMemory()) / 1024;
    var resident =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmRSS") || line.startsWith("Rss"))
            .map(line -> line.replaceAll("\\s+", " "))
            .toList();
    System.out.println("FIGURES " + when + ": heap " + heap + " kB, " + resident);
  }
}
