package dev.portcullis.ota.fetch.coap;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import dev.portcullis.ota.fetch.ByteBudget;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.fetch.TimeBudget;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.metadata.Hashes;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.store.Staging;
import dev.portcullis.ota.store.TargetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A process that fetches one image to its disk, and says what memory it had. */
final class FetchMemory {

  private static final long SMALL = 1024L * 1024;
  private static final long WARMING = 40 * SMALL;

  private FetchMemory() {}

  /** Port, pin and length. */
  public static void main(String[] arguments) throws IOException, StorageFault {
    int port = Integer.parseInt(arguments[0]);
    var pin = new Digest(Bytes.fromHex(arguments[1]));
    long length = Long.parseLong(arguments[2]);
    var unit = TestUnit.of(new TestAuthority("fleet"), ShownAs.RAW_PUBLIC_KEY, System::nanoTime);
    var source =
        new CoapImageSource(
            TestUnit.server(port, Set.of(pin)), unit, BlockWindow.STANDARD, TimeBudget.MOBILE);
    say("before the first connection");
    fetch(source, length, length - SMALL);
    say("after the first mebibyte");
    fetch(source, length, length - WARMING);
    System.gc();
    say("idle, its code compiled");
    long start = System.nanoTime();
    fetch(source, length, 0);
    double seconds = (System.nanoTime() - start) / 1e9;
    say("after the whole of " + length / SMALL + " MiB");
    System.out.printf("FIGURES to disk, without delay: %.0f KiB/s%n", length / 1024.0 / seconds);
  }

  private static void fetch(CoapImageSource source, long length, long from)
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
