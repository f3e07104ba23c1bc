package dev.portcullis.simulator.watch;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.watch.Baseline;
import dev.portcullis.can.watch.BaselineLearner;
import dev.portcullis.can.watch.BusDescription;
import dev.portcullis.can.watch.BusWatch;
import dev.portcullis.can.watch.Finding;
import dev.portcullis.can.watch.FindingObserver;
import dev.portcullis.can.watch.SpeedSource;
import dev.portcullis.can.watch.WatchReport;
import dev.portcullis.can.watch.WatchSettings;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.simulator.bus.BusObserver;
import dev.portcullis.simulator.bus.Destruction;
import dev.portcullis.simulator.bus.Sighting;
import dev.portcullis.simulator.motion.Drive;
import dev.portcullis.simulator.vehicle.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * One car, one baseline learned from a clean drive of it, and drives that the watch has not seen.
 * Everything is in virtual time and follows from the seeds.
 */
final class WatchTrial {

  private static final Duration BEFORE = Duration.ofSeconds(20);
  private static final Duration ATTACK = Duration.ofSeconds(10);
  private static final Duration AFTER = Duration.ofSeconds(1);
  private static final double MOVING_ABOVE = 3;
  private static final BusObserver NOBODY =
      new BusObserver() {
        @Override
        public void saw(Sighting sighting) {}

        @Override
        public void destroyed(Destruction destruction) {}
      };

  private final Path car;
  private final BusDescription description;
  private final WatchSettings settings;
  private final Baseline baseline;

  /** One attack on a drive, and the first that was found of it. */
  record Attempt(String order, Optional<Finding> first, Duration after, int before) {}

  /** Learns from a drive of so long. */
  WatchTrial(Path car, Drive drive, long seed, Duration length) throws IOException {
    this.car = car;
    this.description =
        BusDescription.parse(Bytes.of(Files.readAllBytes(car.resolve("full.dbc"))))
            .mapRefusal(why -> car + "/full.dbc:" + why.line() + ": " + why.reason())
            .orFault();
    this.settings = settings(description);
    var learner = new BaselineLearner(description, settings.bitsPerSecond());
    Recording.of(car, drive, seed, new LearnFeed(learner)).run(length);
    this.baseline = learner.learned();
  }

  private static WatchSettings settings(BusDescription description) {
    var usual =
        WatchSettings.usual()
            .with(
                description.messages().stream()
                    .filter(it -> it.senders().equals(List.of("TCU")))
                    .map(Message::id)
                    .collect(Collectors.toSet()));
    return description.messages().stream()
        .flatMap(it ->
            it.signal("Speed").map(speed -> new SpeedSource(it, speed, MOVING_ABOVE)).stream())
        .findFirst()
        .map(usual::with)
        .orElse(usual);
  }

  Baseline baseline() {
    return baseline;
  }

  /** A drive without an attack. */
  WatchReport clean(Drive drive, long seed, Duration length, FindingObserver observer)
      throws IOException {
    var watch = new BusWatch(description, Optional.of(baseline), settings, observer);
    Recording.of(car, drive, seed, new WatchFeed(watch)).run(length);
    return watch.report();
  }

  /** A drive in the town with an attack of that class on whomever the seed chooses. */
  Attempt attack(AttackClass what, long seed) throws IOException {
    var random = new SplittableRandom(seed);
    List<Finding> findings = new ArrayList<>();
    var watch = new BusWatch(description, Optional.of(baseline), settings, findings::add);
    var recording = Recording.of(car, Drive.CITY, seed, NOBODY);
    // The phase of an attack within a period is another for each seed.
    long start = BEFORE.toMillis() + random.nextInt(1_000);
    String order = what.order(targets(), random);
    recording.order(
        recording
            .plans()
            .read(order + "@" + seconds(start) + "-" + seconds(start + ATTACK.toMillis()))
            .orFault());
    recording.observe(new WatchFeed(watch));
    recording.run(Duration.ofMillis(start).plus(ATTACK).plus(AFTER));
    long begin = Duration.ofMillis(start).toNanos();
    Optional<Finding> first = findings.stream().filter(it -> it.nanos() >= begin).findFirst();
    return new Attempt(
        order,
        first,
        Duration.ofNanos(first.map(it -> it.nanos() - begin).orElse(0L)),
        (int) findings.stream().filter(it -> it.nanos() < begin).count());
  }

  private static String seconds(long millis) {
    return millis / 1_000 + "." + String.format(java.util.Locale.ROOT, "%03d", millis % 1_000);
  }

  /** Every message that is sent by itself. */
  private List<Message> targets() {
    Set<Object> seen =
        baseline.messages().stream().map(it -> (Object) it.id()).collect(Collectors.toSet());
    return description.messages().stream()
        .filter(it -> it.cycleTime().isPresent() && seen.contains(it.id()))
        .toList();
  }
}
