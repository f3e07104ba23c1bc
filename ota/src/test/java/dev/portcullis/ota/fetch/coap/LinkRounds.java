package dev.portcullis.ota.fetch.coap;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import dev.portcullis.ota.fetch.HttpImageSource;
import dev.portcullis.ota.fetch.ImageSource;
import dev.portcullis.ota.fetch.RetryBudget;
import dev.portcullis.ota.fetch.TimeBudget;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.metadata.FileNaming;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.metadata.Hashes;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.store.Staging;
import dev.portcullis.ota.store.TargetFolder;
import dev.portcullis.ota.testing.ImageServer;
import dev.portcullis.ota.testing.LoopbackServer;
import dev.portcullis.ota.testing.TestTls;
import dev.portcullis.ota.update.ImageDownload;
import dev.portcullis.ota.update.SourceListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The same file by several ways in turn, over a loopback interface that loses and delays, and
 * before that without either: what the machine itself can do. For a machine that may be spoilt: it
 * changes the interface.
 */
final class LinkRounds {

  private static final TestAuthority FLEET = new TestAuthority("fleet");
  private static final TargetName NAME = new TargetName("app");
  private static final int WARMING = 2;
  private static final int AT_ONCE = 2;
  private static final double NANOS = 1e9;
  private static final int KIB = 1024;
  private static final int PIECE = 16 * KIB;

  private static final ImageDownload.Limits LIMITS =
      new ImageDownload.Limits(
          TimeBudget.MOBILE,
          new RetryBudget(8, Duration.ofSeconds(1), Duration.ofMinutes(2)),
          System::nanoTime,
          Thread::sleep);

  /** What the interface is made to do before each round of a way. */
  private interface Link {
    void prepare() throws Exception;
  }

  /** Brings the file into an empty folder. */
  private interface Fetch {
    void into(Path folder) throws Exception;
  }

  /**
   * One way to bring the file.
   *
   * @param atOnce how many are on their way in a round: the link has no rate that they would share,
   *     and the loss of TCP's is so uneven that many have to be looked at
   */
  private record Way(String name, int atOnce, Fetch fetch) {

    /** What each of one round did, in KiB/s. */
    List<Double> rates(int length) throws Exception {
      var downloads = Collections.nCopies(atOnce, (Callable<Double>) () -> rate(length));
      var rates = new ArrayList<Double>();
      try (var threads = Executors.newFixedThreadPool(atOnce)) {
        for (var each : threads.invokeAll(downloads)) {
          rates.add(each.get());
        }
      }
      return rates;
    }

    private double rate(int length) throws Exception {
      var folder = Files.createTempDirectory("fetch");
      long start = System.nanoTime();
      fetch.into(folder);
      return length / (double) KIB * NANOS / (System.nanoTime() - start);
    }
  }

  /** What a way did in all rounds, in KiB/s. */
  private record Figures(Way way, List<Double> rates) {

    private static final int RESAMPLED = 2000;

    private static double at(double share, List<Double> rates) {
      return rates.stream().sorted().toList().get((int) Math.round(share * (rates.size() - 1)));
    }

    private static double median(List<Double> rates) {
      return at(0.5, rates);
    }

    private static List<Double> resampled(List<Double> rates, Random random) {
      return Stream.generate(() -> rates.get(random.nextInt(rates.size())))
          .limit(rates.size())
          .toList();
    }

    /** The ratio of the medians, and where nine of ten such runs would have it (a bootstrap). */
    String shown(Figures reference) {
      var random = new Random(1);
      var ratios =
          Stream.generate(() ->
                  median(resampled(rates, random)) / median(resampled(reference.rates, random)))
              .limit(RESAMPLED)
              .toList();
      return String.format(
          Locale.ROOT,
          "  %-21s %3d downloads: median %5.0f KiB/s, half of them %.0f to %.0f, all %.0f to %.0f;"
              + " ratio %.2f (%.2f to %.2f)",
          way.name,
          rates.size(),
          median(rates),
          at(0.25, rates),
          at(0.75, rates),
          at(0, rates),
          at(1, rates),
          median(rates) / median(reference.rates),
          at(0.05, ratios),
          at(0.95, ratios));
    }
  }

  private LinkRounds() {}

  /** Rounds, KiB, which packets are lost (0: what netem loses), and what netem is to do. */
  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[0]);
    int length = Integer.parseInt(arguments[1]) * KIB;
    int every = Integer.parseInt(arguments[2]);
    // Where the luck is the same for all, two at once would share it.
    int atOnce = every == 0 ? AT_ONCE : 1;
    var netem = List.of(arguments).subList(3, arguments.length);
    var content = FetchMeasurement.content(length);
    var file = Bytes.of(content.bytes(0, length));
    var tls = new TestTls(Files.createTempDirectory("keys"));
    // As on a wire: packets of 1500 bytes, lost one by one.
    run("ip", "link", "set", "lo", "mtu", "1500", "gso_max_segs", "1");
    try (var https =
            new LoopbackServer(
                tls.server(FLEET),
                (_, _, out) -> {
                  LoopbackServer.head(out, "200 OK", length);
                  for (int at = 0; at < length; at += PIECE) {
                    out.write(file.slice(at, Math.min(length, at + PIECE)).toArray());
                  }
                });
        var coap = ImageServer.of(content, (_, _, proper) -> proper)) {
      var ours =
          new HttpImageSource(
              https.uri("/images"), TimeBudget.MOBILE, tls.vehicle(FLEET, FLEET), System::nanoTime);
      var blocks =
          new CoapImageSource(
              TestUnit.server(coap.port(), coap.pins()),
              TestUnit.of(FLEET, ShownAs.RAW_PUBLIC_KEY, System::nanoTime),
              BlockWindow.STANDARD,
              TimeBudget.MOBILE);
      var jdk = jdkContext();
      var ways =
          List.of(
              new Way("plain HTTPS", atOnce, to -> plain(https.uri("/images/app"), jdk, to)),
              new Way("HTTPS, ImageDownload", atOnce, to -> download(ours, file, to)),
              new Way("CoAP, ImageDownload", 1, to -> download(blocks, file, to)));
      measure("no netem, to warm up", ways, WARMING, length, () -> {});
      measure("no netem", ways, WARMING, length, () -> {});
      var link = new ArrayList<>(List.of("tc", "qdisc", "replace", "dev", "lo", "root", "netem"));
      link.addAll(netem);
      run(link.toArray(String[]::new));
      var said = "netem " + String.join(" ", netem);
      if (every == 0) {
        measure(said, ways, rounds, length, () -> {});
      } else {
        run("tc", "qdisc", "replace", "dev", "lo", "clsact");
        said = said + ", each " + every + "th packet lost";
        measure(said, ways, rounds, length, () -> loseEach(every));
      }
    }
  }

  /**
   * Loses each so manieth packet as it arrives, of both directions, counted from now on: the same
   * luck for every way. Where losses fall at random, luck is most of what downloads differ by.
   */
  private static void loseEach(int every) throws Exception {
    run("tc", "qdisc", "del", "dev", "lo", "clsact");
    run("tc", "qdisc", "add", "dev", "lo", "clsact");
    var filter =
        new ArrayList<>(List.of("tc", "filter", "add", "dev", "lo", "ingress", "matchall"));
    filter.addAll(
        List.of("action", "gact", "pass", "random", "determ", "drop", Integer.toString(every)));
    run(filter.toArray(String[]::new));
  }

  private static void measure(String link, List<Way> ways, int rounds, int length, Link made)
      throws Exception {
    var all = ways.stream().map(way -> new Figures(way, new ArrayList<>())).toList();
    for (int round = 1; round <= rounds; round++) {
      for (var each : all) {
        made.prepare();
        var rates = each.way().rates(length);
        each.rates().addAll(rates);
        System.out.printf("%s, round %d, %s: %.0f%n", link, round, each.way().name(), mean(rates));
      }
    }
    System.out.printf("FIGURES %s, %d KiB, %d rounds:%n", link, length / KIB, rounds);
    all.forEach(each -> System.out.println(each.shown(all.getFirst())));
  }

  private static double mean(List<Double> rates) {
    return rates.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** The JDK's client and nothing of this project. */
  private static void plain(URI from, SSLContext context, Path folder) throws IOException {
    if (from.toURL().openConnection() instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(context.getSocketFactory());
      try (var body = https.getInputStream()) {
        Files.copy(body, folder.resolve("app"));
      }
      return;
    }
    throw new IOException("not https");
  }

  /** As the agent does it: to the disk in forced chunks, and verified. */
  private static void download(ImageSource source, Bytes file, Path folder) {
    var hash = Bytes.of(HashAlgorithm.SHA_256.start().digest(file.toArray()));
    var described =
        new TargetFile(
            file.size(),
            new Hashes(Map.of(HashAlgorithm.SHA_256, hash), Set.of()),
            new Members(Map.of()));
    var target = new TargetFolder(new DiskFileSystem(), folder);
    var outcome =
        new ImageDownload(target, Staging.CHUNK, List.of(source), LIMITS, SourceListener.NONE)
            .fetch(NAME, described, FileNaming.PLAIN);
    if (!(outcome instanceof Outcome.Passed<Path, ?>)) {
      throw new IllegalStateException(outcome.toString());
    }
  }

  private static SSLContext jdkContext() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("fleet", FLEET.certificate());
    var trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(store);
    var context = SSLContext.getInstance("TLSv1.3");
    context.init(new KeyManager[] {TestUnit.identity(FLEET)}, trusted.getTrustManagers(), null);
    return context;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command));
    }
  }
}
