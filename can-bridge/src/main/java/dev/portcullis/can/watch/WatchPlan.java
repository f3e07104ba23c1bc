package dev.portcullis.can.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a configuration says of the watch, nothing of it read yet.
 *
 * @param messages the DBC file of the whole bus
 * @param baseline learned with that file
 * @param speed {@code MESSAGE.SIGNAL}; without it, diagnostic requests are no findings
 * @param kbitPerSecond of the arbitration phase, {@value #LEAST_KBIT} to {@value #MOST_KBIT}
 * @param late how much later than it was on the bus a frame may get here, up to {@value
 *     #MOST_LATE_MILLIS} ms
 */
public record WatchPlan(
    Path messages, Path baseline, Optional<String> speed, int kbitPerSecond, Duration late) {

  /** The same with another baseline: one that came over the air. */
  public WatchPlan learnedAs(Path other) {
    return new WatchPlan(messages, other, speed, kbitPerSecond, late);
  }

  /** The slowest bus. */
  public static final int LEAST_KBIT = 10;

  /** The fastest arbitration there is. */
  public static final int MOST_KBIT = 1000;

  /** Who is later than that watches nothing. */
  public static final int MOST_LATE_MILLIS = 1000;
}
